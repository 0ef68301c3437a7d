package dev.walkback.engine.push.pack;

import java.io.IOException;

/** Pages of a file that are about to be packed. Belongs to one thread. */
public interface OpenIncrement {

    /** Exactly how long the entry in the tar will be. */
    long bytes();

    /** Writes exactly that much. A page that is gone since it was chosen becomes zeros: the file was truncated, and WAL says so. */
    void writeTo(EntrySink out) throws IOException;

    /** Pages with a wrong checksum, known after writing. */
    CorruptPages corrupt();

    /** Takes what is to stand in a tar. */
    @FunctionalInterface
    interface EntrySink {

        void write(byte[] bytes, int from, int length) throws IOException;
    }
}
