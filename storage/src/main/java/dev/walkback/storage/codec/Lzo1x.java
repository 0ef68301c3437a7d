package dev.walkback.storage.codec;

/**
 * Decompresses a block of LZO1X, whichever of its compressors made it. Written from the description of the stream in the
 * documentation of the Linux kernel ({@code Documentation/staging/lzo.rst}).
 *
 * <p>A block is instructions. What the smallest of them mean depends on how many literals the one before brought along:
 *
 * <pre>
 * 1LLDDDSS d           match of 5 + L,  distance d*8 + D + 1
 * 01LDDDSS d           match of 3 + L,  distance d*8 + D + 1
 * 001LLLLL … DDDDDDSS  match of 2 + L,  distance D + 1 (two bytes, low first)
 * 0001HLLL … DDDDDDSS  match of 2 + L,  distance 16384 + H*16384 + D; 16384 itself is the end
 * 0000LLLL …           after none:      3 + L literals
 * 0000DDSS d           after 1, 2, 3:   match of 2,  distance d*4 + D + 1
 * 0000DDSS d           after a run:     match of 3,  distance d*4 + D + 2049
 * </pre>
 *
 * A length of 0 goes on in the next bytes: each 0 adds 255, and the first other one ends it. S literals follow a match.
 */
final class Lzo1x {

    private static final int AFTER_RUN = 4;
    private static final int FIRST_LITERALS = 17;

    private final byte[] block;
    private final int size;
    private final byte[] out;
    private final int plainSize;
    private int in;
    private int to;
    private int state;
    private boolean ended;

    /** Bytes that cannot be a block. */
    static final class Malformed extends Exception {

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    private Lzo1x(byte[] block, int size, byte[] out, int plainSize) {
        this.block = block;
        this.size = size;
        this.out = out;
        this.plainSize = plainSize;
    }

    static void decompress(byte[] block, int size, byte[] out, int plainSize) throws Malformed {
        Lzo1x run = new Lzo1x(block, size, out, plainSize);
        run.first();
        while (!run.ended) {
            run.instruction(run.next());
        }
        if (run.in != size || run.to != plainSize) {
            throw new Malformed("the block ends elsewhere than it should");
        }
    }

    private void first() throws Malformed {
        int code = next();
        if (code > FIRST_LITERALS) {
            int count = code - FIRST_LITERALS;
            literals(count);
            state = Math.min(count, AFTER_RUN);
        } else {
            in--;
        }
    }

    private void instruction(int code) throws Malformed {
        if (code >= 128) {
            match(5 + (code >>> 5 & 3), (next() << 3) + (code >>> 2 & 7) + 1, code);
        } else if (code >= 64) {
            match(3 + (code >>> 5 & 1), (next() << 3) + (code >>> 2 & 7) + 1, code);
        } else if (code >= 32) {
            int length = 2 + length(code & 31, 31);
            int pair = pair();
            match(length, (pair >>> 2) + 1, pair);
        } else if (code >= 16) {
            far(code);
        } else if (state == 0) {
            literals(3 + length(code, 15));
            state = AFTER_RUN;
        } else if (state < AFTER_RUN) {
            match(2, (next() << 2) + (code >>> 2) + 1, code);
        } else {
            match(3, (next() << 2) + (code >>> 2) + 2049, code);
        }
    }

    private void far(int code) throws Malformed {
        int length = 2 + length(code & 7, 7);
        int pair = pair();
        int distance = 16384 + ((code & 8) << 11) + (pair >>> 2);
        if (distance == 16384) {
            ended = true;
        } else {
            match(length, distance, pair);
        }
    }

    private int next() throws Malformed {
        if (in >= size) {
            throw new Malformed("the block ends early");
        }
        return block[in++] & 0xFF;
    }

    private int pair() throws Malformed {
        return next() | next() << 8;
    }

    private int length(int start, int most) throws Malformed {
        if (start != 0) {
            return start;
        }
        int length = most;
        int more = next();
        while (more == 0) {
            length += 255;
            more = next();
        }
        return length + more;
    }

    private void literals(int count) throws Malformed {
        if (count > size - in || count > plainSize - to) {
            throw new Malformed("more literals than there is room for");
        }
        System.arraycopy(block, in, out, to, count);
        in += count;
        to += count;
    }

    /** @param trailer its two low bits say how many literals follow */
    private void match(int length, int distance, int trailer) throws Malformed {
        if (distance > to || length > plainSize - to) {
            throw new Malformed("a match outside of the content");
        }
        Repeat.copy(out, to - distance, to, length);
        to += length;
        state = trailer & 3;
        literals(state);
    }
}
