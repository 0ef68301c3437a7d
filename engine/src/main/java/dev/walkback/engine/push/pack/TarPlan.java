package dev.walkback.engine.push.pack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one tar comes to be. Tars that are filled are called {@code part_001.tar} and so on, in the order in which they are begun. */
public sealed interface TarPlan {

    /** Its files are packed. Asked by one thread; without any file there is no tar. */
    non-sealed interface Filled extends TarPlan {

        /**
         * What comes next; waits until that is known. Null when the tar is full, or nothing is left.
         *
         * @param payload bytes of content that are in the tar so far
         */
        @Nullable
        Chosen next(long payload) throws InterruptedException;
    }

    /**
     * An object that is in the storage already becomes this tar, within the storage.
     *
     * @param from its whole key
     * @param name of the new object, with the codec's extension, without folders: {@code copy_0.tar.lz4}
     * @param files what lies in it, as files metadata is to describe it, in its order
     * @param payload bytes of content in it, as far as that is known
     */
    record Copied(String from, String name, List<PackedFile> files, long payload) implements TarPlan {

        public Copied {
            files = List.copyOf(files);
        }
    }
}
