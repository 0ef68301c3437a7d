package dev.walkback.engine.basebackup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The head of an {@code INCREMENTAL.} file of PostgreSQL 17 and later: which blocks of a relation's file follow, and how long the
 * file was. Little endian:
 *
 * <pre>
 * 0  magic u32 | 4 N u32 | 8 length in blocks u32 | 12 N block numbers u32, ascending | zeros up to a multiple of 8192 | N blocks
 * </pre>
 *
 * <p>With no blocks there is no padding.
 *
 * @param blocks their numbers within this file of a gigabyte
 * @param truncation blocks at and behind this number were not in the file when the backup began
 */
record IncrementalFile(int[] blocks, int truncation) {

    static final String PREFIX = "INCREMENTAL.";
    static final int BLOCK_BYTES = 8192;
    /** As many as a file of a gigabyte has. */
    static final int MOST_BLOCKS = 131_072;

    private static final int MAGIC = 0xD3AE1F0D;
    private static final int HEAD_BYTES = 12;

    /** It is not made as one. */
    static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1;

        DamagedException(String why) {
            super(why);
        }
    }

    static boolean isNamed(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith(PREFIX);
    }

    /** The path of the file that it holds changes of. */
    static String wholePath(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name) + path.substring(name + PREFIX.length());
    }

    /**
     * Reads up to the first block.
     *
     * @param bytes how large the file is
     * @throws DamagedException when it is not made so
     */
    static IncrementalFile read(InputStream in, long bytes) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (bytes < HEAD_BYTES) {
            throw new DamagedException("it is too short to be one");
        }
        ByteBuffer head = little(data, HEAD_BYTES);
        if (head.getInt(0) != MAGIC) {
            throw new DamagedException("it does not begin as one");
        }
        long count = Integer.toUnsignedLong(head.getInt(4));
        long truncation = Integer.toUnsignedLong(head.getInt(8));
        if (count > MOST_BLOCKS || truncation > MOST_BLOCKS) {
            throw new DamagedException("no file has " + Math.max(count, truncation) + " blocks");
        }
        long headBytes = headBytes((int) count);
        if (bytes != headBytes + count * BLOCK_BYTES) {
            throw new DamagedException("it has " + bytes + " bytes instead of " + (headBytes + count * BLOCK_BYTES));
        }
        int[] blocks = numbers(little(data, (int) count * Integer.BYTES), (int) count);
        data.readFully(new byte[(int) (headBytes - HEAD_BYTES - count * Integer.BYTES)]);
        return new IncrementalFile(blocks, (int) truncation);
    }

    private static ByteBuffer little(DataInputStream in, int bytes) throws IOException {
        byte[] read = new byte[bytes];
        in.readFully(read);
        return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int[] numbers(ByteBuffer list, int count) throws DamagedException {
        int[] blocks = new int[count];
        long previous = -1;
        for (int i = 0; i < count; i++) {
            long number = Integer.toUnsignedLong(list.getInt(i * Integer.BYTES));
            if (number <= previous || number >= MOST_BLOCKS) {
                throw new DamagedException("its blocks are not in ascending order, or behind the end of any file");
            }
            blocks[i] = (int) number;
            previous = number;
        }
        return blocks;
    }

    static long headBytes(int count) {
        long head = HEAD_BYTES + (long) count * Integer.BYTES;
        return count == 0 ? head : (head + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    /** How many blocks the file has that comes of it, when this is the newest. */
    int length() {
        return Math.max(truncation, blocks.length == 0 ? 0 : blocks[blocks.length - 1] + 1);
    }
}
