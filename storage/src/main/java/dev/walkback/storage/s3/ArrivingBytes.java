package dev.walkback.storage.s3;

import dev.walkback.storage.Quietly;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * The bytes of an answer. A thread of its own takes them from the connection, for the reason that {@link Waiting} gives,
 * and stays a few buffers ahead of the reader, so that the line does not stand still while the reader works on what it
 * has.
 *
 * <p>One thread reads and closes; the buffers pass between it and the other through two queues.
 */
final class ArrivingBytes extends InputStream {

    private static final int BUFFER = 1 << 17;
    private static final int AHEAD = 4;

    /** All of it is read already. */
    private static final Filled BEFORE_THE_FIRST = new Filled(new byte[1], 1, null);

    private final ResponseInputStream<?> response;
    private final long expected;
    private final Duration idle;
    private final Function<Throwable, RuntimeException> inOurWords;
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(AHEAD + 1);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(AHEAD + 1);
    private final Thread taker;
    private Filled current = BEFORE_THE_FIRST;
    private int position = BEFORE_THE_FIRST.length();
    private @Nullable RuntimeException failure;

    /** Bytes, or with none of them the end: a good one when there is no {@code failure}. */
    private record Filled(
            byte[] bytes, int length, @Nullable Throwable failure) {

        boolean isEnd() {
            return length == 0;
        }
    }

    /**
     * @param expected how many there must be; negative when the service did not say
     * @param inOurWords what a failure while reading is called
     */
    ArrivingBytes(
            ResponseInputStream<?> response,
            long expected,
            Duration idle,
            Function<Throwable, RuntimeException> inOurWords) {
        this.response = response;
        this.expected = expected;
        this.idle = idle;
        this.inOurWords = inOurWords;
        this.taker = Waiting.start(this::take);
    }

    private void take() {
        Throwable failure = null;
        try {
            long taken = takeAll();
            if (expected >= 0 && taken != expected) {
                failure = new EOFException(taken + " bytes of " + expected + " came");
            }
        } catch (InterruptedException | IOException | RuntimeException | Error thrown) {
            failure = thrown;
        } finally {
            if (failure == null) {
                Quietly.close(response);
            } else {
                response.abort();
            }
            // there is room for it: fewer buffers go round than the queue can hold
            filled.offer(new Filled(new byte[0], 0, failure));
        }
    }

    private long takeAll() throws IOException, InterruptedException {
        long taken = 0;
        int made = 0;
        while (true) {
            byte[] buffer = made < AHEAD ? empty.poll() : empty.take();
            if (buffer == null) {
                buffer = new byte[BUFFER];
                made++;
            }
            int length = fill(buffer);
            if (length == 0) {
                return taken;
            }
            taken += length;
            filled.put(new Filled(buffer, length, null));
        }
    }

    /** Until it is full, or the reader has nothing else. Nothing at the end. */
    private int fill(byte[] buffer) throws IOException {
        int length = 0;
        while (length < buffer.length) {
            int more = response.read(buffer, length, buffer.length - length);
            if (more < 0) {
                break;
            }
            length += more;
            if (length > 0 && filled.isEmpty()) {
                break;
            }
        }
        return length;
    }

    @Override
    public int read() {
        return arrived() ? current.bytes()[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!arrived()) {
            return -1;
        }
        int copied = Math.min(length, current.length() - position);
        System.arraycopy(current.bytes(), position, target, offset, copied);
        position += copied;
        return copied;
    }

    @Override
    public int available() {
        return current.length() - position;
    }

    /** Makes sure that there is a byte at {@link #position}. False at the end. */
    private boolean arrived() {
        if (failure != null) {
            throw failure;
        }
        if (position < current.length()) {
            return true;
        }
        if (current.isEnd()) {
            return false;
        }
        if (current.bytes().length == BUFFER) {
            empty.offer(current.bytes());
        }
        current = next();
        position = 0;
        Throwable thrown = current.failure();
        if (thrown != null) {
            throw failed(thrown);
        }
        return !current.isEnd();
    }

    private Filled next() {
        try {
            Filled next = filled.poll(idle.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw failed(new SocketTimeoutException("nothing came for " + Calls.seconds(idle)));
            }
            return next;
        } catch (InterruptedException left) {
            throw failed(left);
        }
    }

    private RuntimeException failed(Throwable thrown) {
        taker.interrupt();
        failure = inOurWords.apply(thrown);
        return failure;
    }

    /** Leaves the rest of the answer where it is: the connection is given up unless all of it came. */
    @Override
    public void close() {
        failure = new IllegalStateException("closed");
        taker.interrupt();
    }
}
