package dev.walkback.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * The bytes of an answer over plain http, taken by the reader itself: as long as the kernel has some, reading cannot hang. Only
 * when it has had none for a moment does a thread that can be left wait for more. That saves a copy and a change of
 * threads for nearly all of them; under TLS nobody can tell whether bytes are there, see {@link ArrivingBytes}.
 *
 * <p>One thread reads and closes.
 */
final class PlainBytes extends InputStream {

    private static final long GLANCE = 30_000;
    private static final int GLANCES = 40;

    private final ResponseInputStream<?> response;
    private final long expected;
    private final Duration idle;
    private final Function<Throwable, RuntimeException> inOurWords;
    private long taken;
    private boolean ended;
    private @Nullable RuntimeException failure;

    /**
     * @param expected how many there must be; negative when the service did not say
     * @param inOurWords what a failure while reading is called
     */
    PlainBytes(
            ResponseInputStream<?> response,
            long expected,
            Duration idle,
            Function<Throwable, RuntimeException> inOurWords) {
        this.response = response;
        this.expected = expected;
        this.idle = idle;
        this.inOurWords = inOurWords;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (failure != null) {
            throw failure;
        }
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            int count = isThere() ? response.read(target, offset, length) : waitFor(target, offset, length);
            if (count < 0) {
                end();
                return -1;
            }
            taken += count;
            return count;
        } catch (InterruptedException | IOException | RuntimeException thrown) {
            response.abort();
            failure = inOurWords.apply(thrown);
            throw failure;
        }
    }

    /** Bytes come in quick succession; most waits are shorter than it takes to ask another thread. */
    private boolean isThere() throws IOException {
        if (taken == expected) {
            return true;
        }
        for (int i = 0; i < GLANCES; i++) {
            if (response.available() > 0) {
                return true;
            }
            LockSupport.parkNanos(GLANCE);
        }
        return false;
    }

    private int waitFor(byte[] target, int offset, int length) throws IOException, InterruptedException {
        // into bytes of its own: who is left behind must not write into the caller's
        byte[] own = new byte[Math.min(length, 1 << 16)];
        try {
            int count = Waiting.within(idle, () -> response.read(own, 0, own.length));
            if (count > 0) {
                System.arraycopy(own, 0, target, offset, count);
            }
            return count;
        } catch (TimeoutException hung) {
            throw new SocketTimeoutException("nothing came for " + Calls.seconds(idle));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        }
    }

    private void end() throws IOException {
        ended = true;
        if (expected >= 0 && taken != expected) {
            throw new EOFException(taken + " bytes of " + expected + " came");
        }
        response.close();
    }

    @Override
    public int available() throws IOException {
        return ended || failure != null ? 0 : response.available();
    }

    /** Leaves the rest of the answer where it is: the connection is given up unless all of it came. */
    @Override
    public void close() {
        if (failure == null) {
            failure = new IllegalStateException("closed");
            if (!ended) {
                response.abort();
            }
        }
    }
}
