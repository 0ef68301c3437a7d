package dev.walkback.engine.walpush;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Compares content with what is stored of it, whichever codec that has. */
final class StoredCopies {

    private static final int PIECE = 256 << 10;

    private final ContentSource source;

    StoredCopies(ContentSource source) {
        this.source = source;
    }

    /** @throws dev.walkback.storage.StorageException when the stored copy cannot be read to its end */
    boolean isEqual(Content.Stored plain, ObjectInfo object) throws IOException {
        byte[] mine = new byte[PIECE];
        byte[] theirs = new byte[PIECE];
        try (InputStream stored = source.open(object);
                InputStream here = plain.open(0)) {
            long left = plain.length();
            while (left > 0) {
                int wanted = (int) Math.min(PIECE, left);
                int read = here.readNBytes(mine, 0, wanted);
                if (stored.readNBytes(theirs, 0, wanted) != read || !Arrays.equals(mine, 0, read, theirs, 0, read)) {
                    return false;
                }
                if (read < wanted) {
                    break;
                }
                left -= read;
            }
            return stored.read() < 0;
        }
    }
}
