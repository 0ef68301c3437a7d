package dev.walkback.engine.restore.fetch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pages of one file, by number: a bit for each, in blocks that are there only where any is set. Ten terabytes of relations of
 * which a delta touched every corner take 160 MB.
 */
final class PageSet {

    private static final int BLOCK_BITS = 12;
    private static final int BLOCK_PAGES = 1 << BLOCK_BITS;
    private static final int BLOCK_WORDS = BLOCK_PAGES / Long.SIZE;

    private long[] @Nullable [] blocks = {};

    void add(long page) {
        int block = Math.toIntExact(page >>> BLOCK_BITS);
        if (block >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(block + 1, blocks.length + (blocks.length >> 1)));
        }
        int bit = (int) page & BLOCK_PAGES - 1;
        words(block, (bit >>> 6) + 1)[bit >>> 6] |= 1L << bit;
    }

    /** At least so many words of a block; most files are small. */
    private long[] words(int block, int count) {
        long[] words = blocks[block];
        if (words == null || words.length < count) {
            int room = Math.min(BLOCK_WORDS, Math.max(count, words == null ? 1 : 2 * words.length));
            words = words == null ? new long[room] : Arrays.copyOf(words, room);
            blocks[block] = words;
        }
        return words;
    }

    boolean contains(long page) {
        long block = page >>> BLOCK_BITS;
        if (block >= blocks.length) {
            return false;
        }
        long[] words = blocks[(int) block];
        int bit = (int) page & BLOCK_PAGES - 1;
        return words != null && bit >>> 6 < words.length && (words[bit >>> 6] >>> bit & 1) != 0;
    }

    /** The first page from here on that is in it; {@link Long#MAX_VALUE} where there is none. */
    long next(long from) {
        for (long block = from >>> BLOCK_BITS; block < blocks.length; block++) {
            long[] words = blocks[(int) block];
            int first = block == from >>> BLOCK_BITS ? (int) from & BLOCK_PAGES - 1 : 0;
            int bit = words == null ? -1 : nextBit(words, first);
            if (bit >= 0) {
                return (block << BLOCK_BITS) + bit;
            }
        }
        return Long.MAX_VALUE;
    }

    private static int nextBit(long[] words, int from) {
        int word = from >>> 6;
        if (word >= words.length) {
            return -1;
        }
        long left = words[word] & -1L << from;
        while (left == 0) {
            if (++word == words.length) {
                return -1;
            }
            left = words[word];
        }
        return word * Long.SIZE + Long.numberOfTrailingZeros(left);
    }

    /** The first page from here on that is not in it. */
    long nextAbsent(long from) {
        long page = from;
        while (contains(page)) {
            page++;
        }
        return page;
    }

    void addAll(PageSet others) {
        if (others.blocks.length > blocks.length) {
            blocks = Arrays.copyOf(blocks, others.blocks.length);
        }
        for (int i = 0; i < others.blocks.length; i++) {
            long[] theirs = others.blocks[i];
            if (theirs == null) {
                continue;
            }
            long[] ours = words(i, theirs.length);
            for (int word = 0; word < theirs.length; word++) {
                ours[word] |= theirs[word];
            }
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt((int) Arrays.stream(blocks).filter(block -> block != null).count());
        for (int i = 0; i < blocks.length; i++) {
            long[] words = blocks[i];
            if (words != null) {
                out.writeInt(i);
                out.writeByte(words.length);
                for (long word : words) {
                    out.writeLong(word);
                }
            }
        }
    }

    static PageSet read(DataInput in) throws IOException {
        PageSet pages = new PageSet();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int block = in.readInt();
            int length = in.readUnsignedByte();
            if (block < 0 || block > 1 << 20 || length > BLOCK_WORDS) {
                throw new IOException("a block of pages beyond any file");
            }
            if (block >= pages.blocks.length) {
                pages.blocks = Arrays.copyOf(pages.blocks, block + 1);
            }
            long[] words = pages.words(block, length);
            for (int word = 0; word < length; word++) {
                words[word] = in.readLong();
            }
        }
        return pages;
    }
}
