package dev.walkback.storage.s3;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that may hang, done on a thread of its own so that whoever waits for it can leave: when it takes too long, or when
 * the waiting thread is interrupted.
 *
 * <p>The threads are virtual, because interrupting a virtual thread closes the socket it is blocked on, reading or writing,
 * in plain text or under TLS. {@code HttpURLConnection} has no time limit for writing and cannot be interrupted
 * otherwise; its {@code disconnect} waits for the very lock that a blocked reader holds.
 */
final class Waiting {

    private static final Thread.Builder.OfVirtual THREADS = Thread.ofVirtual().name("s3-", 0);

    private static final Duration FOR_ENDING = Duration.ofMillis(500);

    private Waiting() {}

    /** Starts work that the caller ends by interrupting the thread. */
    static Thread start(Runnable work) {
        return THREADS.start(work);
    }

    /** Waits until the work is done, at most for {@code limit}. */
    static <T> T within(Duration limit, Callable<T> work)
            throws ExecutionException, TimeoutException, InterruptedException {
        return whileMoving(limit, new Progress(), work);
    }

    /** Waits for as long as {@code progress} is made, at most for {@code idle} from one step of it to the next. */
    static <T> T whileMoving(Duration idle, Progress progress, Callable<T> work)
            throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        progress.made();
        Thread worker = THREADS.start(task);
        try {
            while (true) {
                long left = idle.toNanos() - progress.nanosStill();
                if (left <= 0) {
                    throw new TimeoutException();
                }
                try {
                    return task.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException perhapsProgressWasMade) {
                    // the loop looks
                }
            }
        } finally {
            if (task.cancel(true)) {
                awaitEnd(worker);
            }
        }
    }

    /** What was given up should not go on behind the caller's back. It ends at once, unless it looks up a name. */
    private static void awaitEnd(Thread worker) {
        boolean interrupted = Thread.interrupted();
        try {
            worker.join(FOR_ENDING);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** When bytes last moved, as far as can be seen. One thread says so, another looks. */
    static final class Progress {

        /** What the kernel may hold of a content that was handed to it whole, and the slowest line that is waited for. */
        private static final long BUFFERED = 8L << 20;

        private static final long BYTES_PER_SECOND = 1L << 20;

        private volatile long last = System.nanoTime();

        void made() {
            last = System.nanoTime();
        }

        /** All was handed over; the end of it may still have a way to go that nobody sees. */
        void handedOver(long bytes) {
            last = System.nanoTime() + Math.min(bytes, BUFFERED) * 1_000_000_000L / BYTES_PER_SECOND;
        }

        /** For how long nothing has moved. */
        long nanosStill() {
            return System.nanoTime() - last;
        }
    }
}
