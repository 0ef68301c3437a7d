package dev.walkback.engine.restore.fetch;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a file system's refusal means for a restore. */
final class Refusal {

    private Refusal() {}

    /** @param wanted about how many bytes are still to be written */
    static FetchException of(Path target, IOException failed, long wanted) {
        String why = failed instanceof FileSystemException named && named.getReason() != null
                ? named.getReason()
                : String.valueOf(failed.getMessage());
        Path place = failed instanceof FileSystemException named && named.getFile() != null
                ? Path.of(named.getFile())
                : target;
        String words = why.toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("quota exceeded")) {
            return new FetchException.NoSpace(place, missing(place, wanted), failed);
        }
        return new FetchException.Target(place, why, failed);
    }

    private static long missing(Path place, long wanted) {
        try {
            Path there = place;
            while (!Files.exists(there) && there.getParent() != null) {
                there = there.getParent();
            }
            return Math.max(1, wanted - Files.getFileStore(there).getUsableSpace());
        } catch (IOException unknown) {
            return 1;
        }
    }
}
