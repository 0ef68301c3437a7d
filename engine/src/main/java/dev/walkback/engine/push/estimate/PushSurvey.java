package dev.walkback.engine.push.estimate;

import dev.walkback.engine.push.Parent;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.walk.DataWalk;
import dev.walkback.engine.push.walk.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a data directory, counted without opening any file.
 *
 * @param bytes of all files
 * @param unchangedFiles that are as the parent has them, going by times of modification
 * @param touchedBytes of files that the parent has too and that were modified: of these a delta takes changed pages only
 * @param newBytes of files that the parent does not have
 */
public record PushSurvey(
        long files, long bytes, long unchangedFiles, long unchangedBytes, long touchedBytes, long newBytes) {

    /**
     * @param parent null for a full backup
     * @throws PushRefused where the directory is not the server's
     */
    public static PushSurvey of(Path asked, Path servers, @Nullable Parent parent)
            throws IOException, InterruptedException {
        Optional<Path> root = real(asked);
        if (root.isEmpty() || !root.equals(real(servers))) {
            throw new PushRefused(new PushRefused.Why.OtherDirectory(asked, servers));
        }
        Counting counting = new Counting(parent);
        new DataWalk(root.get(), counting).run();
        return counting.survey();
    }

    private static Optional<Path> real(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static final class Counting implements Found {

        private final @Nullable Parent parent;
        private long files;
        private long bytes;
        private long unchangedFiles;
        private long unchangedBytes;
        private long touchedBytes;
        private long newBytes;

        Counting(@Nullable Parent parent) {
            this.parent = parent;
        }

        @Override
        public void file(WalkedFile file) {
            if (file.kind() != WalkedFile.Kind.FILE) {
                return;
            }
            files++;
            bytes += file.size();
            OptionalInt known =
                    parent == null ? OptionalInt.empty() : parent.files().find(file.name());
            if (parent == null || known.isEmpty() || !parent.files().isDescribed(known.getAsInt())) {
                newBytes += file.size();
            } else if (parent.files().modifiedNanos(known.getAsInt()) == file.modifiedNanos()) {
                unchangedFiles++;
                unchangedBytes += file.size();
            } else {
                touchedBytes += file.size();
            }
        }

        @Override
        public void control(WalkedFile file) {
            files++;
            bytes += file.size();
            newBytes += file.size();
        }

        @Override
        public void leftOut(Path path, String why) {
            // it is in no backup
        }

        PushSurvey survey() {
            return new PushSurvey(files, bytes, unchangedFiles, unchangedBytes, touchedBytes, newBytes);
        }
    }
}
