package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.tar.Lending;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes in a thread of its own, a little ahead of whoever writes: with few parts, and the last of them, both cores have
 * something to do, and a distant storage is asked before its answer is needed.
 */
final class ReadAhead extends InputStream implements Lending {

    private static final int BLOCK = 256 << 10;
    private static final int BLOCKS = 6;

    private final InputStream in;
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private Block current = new Block(new byte[0]);
    private volatile boolean closed;

    private static final class Block {
        private final byte[] bytes;
        private int from;
        private int to;
        private @Nullable Throwable failure;
        private boolean last;

        Block(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** Begins at once. */
    ReadAhead(InputStream in, Executor threads) {
        this.in = in;
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new Block(new byte[BLOCK]));
        }
        threads.execute(this::readAll);
    }

    private void readAll() {
        boolean last = false;
        while (!last && !closed) {
            try {
                Block block = empty.take();
                if (closed) {
                    return;
                }
                fill(block);
                last = block.last;
                full.put(block);
            } catch (InterruptedException told) {
                return;
            }
        }
    }

    private void fill(Block block) {
        block.from = 0;
        block.to = 0;
        try {
            while (block.to < BLOCK) {
                int read = in.read(block.bytes, block.to, BLOCK - block.to);
                if (read < 0) {
                    block.last = true;
                    return;
                }
                block.to += read;
            }
        } catch (IOException | RuntimeException | Error failed) {
            block.failure = failed;
            block.last = true;
        }
    }

    @Override
    public ByteBuffer lend() throws IOException {
        while (current.from == current.to && advance()) {
            // on to the next that holds any
        }
        return ByteBuffer.wrap(current.bytes, current.from, current.to - current.from);
    }

    @Override
    public void take(int count) {
        current.from += count;
    }

    private boolean advance() throws IOException {
        if (current.last) {
            switch (current.failure) {
                case null -> {
                    return false;
                }
                case IOException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Error failed -> throw failed;
                case Throwable failed -> throw new IOException(failed);
            }
        }
        try {
            if (current.bytes.length > 0) {
                empty.put(current);
            }
            current = full.take();
            return true;
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer bytes = lend();
        int count = Math.min(length, bytes.remaining());
        if (count == 0) {
            return -1;
        }
        bytes.get(into, from, count);
        take(count);
        return count;
    }

    /** Ends the reading thread too, wherever it waits. */
    @Override
    public void close() throws IOException {
        closed = true;
        empty.offer(new Block(new byte[0]));
        full.clear();
        in.close();
    }
}
