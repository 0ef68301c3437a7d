package dev.walkback.storage.codec;

/** A stretch of plain content, within an array that is used again for a later stretch. */
final class Piece {

    private static final byte[] NONE = {};

    byte[] bytes = NONE;
    int from;
    int to;

    /** An array of at least this size, of no particular content. The piece is empty until {@link #hold}. */
    byte[] room(int size) {
        from = 0;
        to = 0;
        if (bytes.length < size) {
            bytes = new byte[size];
        }
        return bytes;
    }

    void hold(int start, int end) {
        from = start;
        to = end;
    }

    int length() {
        return to - from;
    }

    void clear() {
        hold(0, 0);
    }
}
