package dev.walkback.storage.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Plain content out of a decoder. It is always one piece ahead of what it hands out: the last byte of the content leaves only
 * after the end of the stored stream was reached and checked. So a reader that knows where the content ends and never asks for
 * more, as a tar reader does, still learns that the checksum behind it is missing or wrong.
 *
 * <p>Meant for one reading thread. Any thread may close: the stream under it is closed at once, which ends a read that waits
 * there, and what the decoder holds outside the heap is freed when no thread is in it.
 */
final class DecodingStream extends InputStream {

    private final StoredBytes stored;
    private final Decoder decoder;
    private final ReentrantLock decoding = new ReentrantLock();
    private Piece current = new Piece();
    private Piece ahead = new Piece();
    private boolean started;
    private boolean more;
    private @Nullable IOException failure;
    private volatile boolean closed;

    DecodingStream(StoredBytes stored, Decoder decoder) {
        this.stored = stored;
        this.decoder = decoder;
    }

    @Override
    public int read() throws IOException {
        return exhausted() ? -1 : current.bytes[current.from++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (exhausted()) {
            return -1;
        }
        int count = Math.min(length, current.length());
        System.arraycopy(current.bytes, current.from, into, from, count);
        current.from += count;
        return count;
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long sum = 0;
        while (!exhausted()) {
            out.write(current.bytes, current.from, current.length());
            sum += current.length();
            current.clear();
        }
        return sum;
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0 && !exhausted()) {
            int step = (int) Math.min(left, current.length());
            current.from += step;
            left -= step;
        }
        return Math.max(0, count) - Math.max(0, left);
    }

    @Override
    public int available() throws IOException {
        checkOpen();
        return current.length();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            stored.close();
        } finally {
            decoding.lock();
            try {
                decoder.close();
            } finally {
                decoding.unlock();
            }
        }
    }

    private boolean exhausted() throws IOException {
        checkOpen();
        return current.from == current.to && !advance();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("stream closed");
        }
    }

    private boolean advance() throws IOException {
        decoding.lock();
        try {
            checkOpen();
            if (failure != null) {
                throw failure;
            }
            if (!started) {
                started = true;
                more = decoder.decode(ahead);
            }
            if (more) {
                turn();
            }
            if (!more) {
                decoder.close();
            }
            return current.from < current.to;
        } catch (IOException failed) {
            fail(failed);
            throw failed;
        } finally {
            decoding.unlock();
        }
    }

    private void turn() throws IOException {
        Piece emptied = current;
        current = ahead;
        ahead = emptied;
        ahead.clear();
        more = decoder.decode(ahead);
    }

    /** Whoever reads on gets the same error, not an end of the content. */
    private void fail(IOException failed) {
        failure = failed;
        current.clear();
        decoder.close();
    }
}
