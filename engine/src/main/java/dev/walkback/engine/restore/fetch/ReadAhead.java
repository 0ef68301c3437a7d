package dev.walkback.engine.restore.fetch;

import dev.walkback.engine.tar.Lending;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
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
    private Block current = new Block(ByteBuffer.allocate(0));
    private volatile boolean closed;

    /** Bytes on their way, outside the heap: a channel writes them from where they are. */
    private static final class Block {
        private final ByteBuffer bytes;
        private @Nullable Throwable failure;
        private boolean last;

        Block(ByteBuffer bytes) {
            this.bytes = bytes;
        }
    }

    /** Nobody wants more; not a failure. */
    private static final class Closed extends IOException {

        private static final long serialVersionUID = 1;
    }

    /** Begins at once. */
    ReadAhead(InputStream in, Executor threads) {
        this.in = in;
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new Block(ByteBuffer.allocateDirect(BLOCK)));
        }
        threads.execute(this::readAll);
    }

    private void readAll() {
        Filling filling = new Filling();
        try {
            try {
                in.transferTo(filling);
                filling.end(null);
            } catch (Closed told) {
                return;
            } catch (IOException | RuntimeException | Error failed) {
                filling.end(failed);
            }
        } catch (Closed told) {
            return;
        }
    }

    /** Takes what a decoder holds right from there. */
    private final class Filling extends OutputStream {

        private @Nullable Block block;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws Closed {
            int at = from;
            for (int left = length; left > 0; ) {
                Block filled = block();
                int count = Math.min(left, filled.bytes.remaining());
                filled.bytes.put(bytes, at, count);
                at += count;
                left -= count;
                if (!filled.bytes.hasRemaining()) {
                    handOn(filled);
                }
            }
        }

        void end(@Nullable Throwable failure) throws Closed {
            Block ending = block();
            ending.failure = failure;
            ending.last = true;
            handOn(ending);
        }

        private Block block() throws Closed {
            Block filled = block;
            if (filled == null) {
                try {
                    filled = empty.take();
                } catch (InterruptedException told) {
                    throw new Closed();
                }
                filled.bytes.clear();
                block = filled;
            }
            if (closed) {
                throw new Closed();
            }
            return filled;
        }

        private void handOn(Block filled) throws Closed {
            filled.bytes.flip();
            block = null;
            try {
                full.put(filled);
            } catch (InterruptedException told) {
                throw new Closed();
            }
        }
    }

    @Override
    public ByteBuffer lend() throws IOException {
        while (!current.bytes.hasRemaining() && advance()) {
            // on to the next that holds any
        }
        return current.bytes.slice();
    }

    @Override
    public void take(int count) {
        current.bytes.position(current.bytes.position() + count);
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
            if (current.bytes.capacity() > 0) {
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
        empty.offer(new Block(ByteBuffer.allocate(0)));
        full.clear();
        in.close();
    }
}
