package dev.walkback.storage.codec;

import java.io.IOException;

/** One format's way from stored bytes to plain ones. Used by one thread at a time. */
interface Decoder extends AutoCloseable {

    /**
     * Puts the next stretch of plain content, at least one byte of it, into {@code piece}.
     *
     * @return false at the end, after everything has been checked that the format lets one check
     */
    boolean decode(Piece piece) throws IOException;

    /** Frees what is not on the heap. May be called again. */
    @Override
    default void close() {}
}
