package dev.walkback.storage.s3;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * In small blocks: a small object takes little, and no block is so large that the collector treats it apart. Not reused
 * after a failure, because a request that was given up may still be reading.
 */
final class PartInMemory implements Part {

    private static final int BLOCK = 1 << 18;

    private final List<byte[]> blocks = new ArrayList<>();
    private final Runnable release;
    private long length;

    PartInMemory(Runnable release) {
        this.release = release;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int done = 0;
        while (done < count) {
            int within = (int) (length % BLOCK);
            if (within == 0) {
                blocks.add(new byte[BLOCK]);
            }
            int now = Math.min(count - done, BLOCK - within);
            System.arraycopy(bytes, offset + done, blocks.getLast(), within, now);
            done += now;
            length += now;
        }
    }

    @Override
    public InputStream open() {
        return new Blocks(List.copyOf(blocks), length);
    }

    @Override
    public void close() {
        blocks.clear();
        release.run();
    }

    private static final class Blocks extends InputStream {

        private final List<byte[]> blocks;
        private final long length;
        private long position;

        Blocks(List<byte[]> blocks, long length) {
            this.blocks = blocks;
            this.length = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            if (wanted == 0) {
                return 0;
            }
            if (position == length) {
                return -1;
            }
            int within = (int) (position % BLOCK);
            int count = (int) Math.min(Math.min(wanted, BLOCK - within), length - position);
            System.arraycopy(blocks.get((int) (position / BLOCK)), within, target, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length - position);
        }
    }
}
