package dev.walkback.engine.archive;

import dev.walkback.storage.Location;
import org.jspecify.annotations.Nullable;

/**
 * Small objects that were read before, kept beside the identity that they had: one that was written again since has another, and
 * is read again. Kept as stored, so what is encrypted stays so. A cache forgets as it likes and never fails.
 */
public interface DocumentCache {

    /** Remembers nothing. */
    DocumentCache NONE = location -> Shelf.NONE;

    /** What is known of one storage. */
    Shelf shelf(Location location);

    /** May be used by any number of threads. Closing it keeps what was put there. */
    interface Shelf extends AutoCloseable {

        Shelf NONE = new Shelf() {
            @Override
            public byte @Nullable [] find(String key, String identity) {
                return null;
            }

            @Override
            public void put(String key, String identity, byte[] stored) {
                // forgotten at once
            }

            @Override
            public void close() {
                // nothing was kept
            }
        };

        /** The bytes of this very object; null when they are not known. */
        byte @Nullable [] find(String key, String identity);

        void put(String key, String identity, byte[] stored);

        @Override
        void close();
    }
}
