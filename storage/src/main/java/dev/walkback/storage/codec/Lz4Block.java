package dev.walkback.storage.codec;

/**
 * Decompresses a block that refers to what stands before it. The library's decompressors start each block from nothing and
 * refuse such blocks.
 *
 * <p>A block is sequences: a token (high half: number of literals, low half: match length - 4; 15 means more bytes follow, each
 * added, until one is not 255), the literals, a distance of two bytes, and the match. The last sequence ends after its literals.
 */
final class Lz4Block {

    private static final int SHORTEST_MATCH = 4;

    private final byte[] block;
    private final int size;
    private final byte[] out;
    private final int limit;
    private int in;
    private int to;

    /** Bytes that cannot be a block. */
    static final class Malformed extends Exception {

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    private Lz4Block(byte[] block, int size, byte[] out, int start, int limit) {
        this.block = block;
        this.size = size;
        this.out = out;
        this.to = start;
        this.limit = limit;
    }

    /** Writes from {@code start} on, up to {@code limit}; matches may begin at 0. Returns where the content ends. */
    static int decompress(byte[] block, int size, byte[] out, int start, int limit) throws Malformed {
        return new Lz4Block(block, size, out, start, limit).decompress();
    }

    private int decompress() throws Malformed {
        while (true) {
            int token = next();
            literals(length(token >>> 4));
            if (in == size) {
                return to;
            }
            int distance = next() | next() << 8;
            match(distance, length(token & 0x0F) + SHORTEST_MATCH);
        }
    }

    private int next() throws Malformed {
        if (in >= size) {
            throw new Malformed("the block ends early");
        }
        return block[in++] & 0xFF;
    }

    private int length(int start) throws Malformed {
        int length = start;
        if (start == 15) {
            int more;
            do {
                more = next();
                length += more;
            } while (more == 255);
        }
        return length;
    }

    private void literals(int length) throws Malformed {
        if (length > size - in || length > limit - to) {
            throw new Malformed("more literals than there is room for");
        }
        System.arraycopy(block, in, out, to, length);
        in += length;
        to += length;
    }

    private void match(int distance, int length) throws Malformed {
        int from = to - distance;
        if (distance == 0 || from < 0 || length > limit - to) {
            throw new Malformed("a match outside of the content");
        }
        Repeat.copy(out, from, to, length);
        to += length;
    }
}
