package dev.walkback.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM. Java answers both by shutting down; before it does, the working thread is interrupted and given time to
 * clean up and to say so. Java itself then ends with 130 or 143.
 */
final class Interruption {

    /** Aborting an upload is one request; who needs longer is cut off, as by a second Ctrl-C. */
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread worker;
    /** What the process ends with when it was told to end; null for what Java itself ends with. */
    private final @Nullable Integer code;

    private volatile boolean stopping;

    private Interruption(Thread worker, @Nullable Integer code) {
        this.worker = worker;
        this.code = code;
    }

    static Interruption ofThisThread() {
        return ofThisThread(null);
    }

    /** For a process of which 130 and 143 would be misunderstood. */
    static Interruption ofThisThread(@Nullable Integer code) {
        Interruption interruption = new Interruption(Thread.currentThread(), code);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::stopWorker, "interruption"));
        return interruption;
    }

    /** The work is done: a shutdown from now on need not wait. */
    void over() {
        over.countDown();
    }

    /**
     * Ends the process, unless a signal is ending it with a number of its own. By halt: exit first looks for a logger in
     * every jar of the class path, which doubles the time of a short command, and there are no other hooks to wait for.
     */
    void end(int code) {
        over();
        if (!stopping) {
            Runtime.getRuntime().halt(code);
        }
    }

    private void stopWorker() {
        stopping = true;
        if (over.getCount() > 0) {
            letWorkerCleanUp();
        }
        if (code != null) {
            Runtime.getRuntime().halt(code);
        }
    }

    private void letWorkerCleanUp() {
        worker.interrupt();
        try {
            boolean cleanedUp = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert cleanedUp || worker.isInterrupted();
        } catch (InterruptedException shutdownGoesOn) {
            Thread.currentThread().interrupt();
        }
    }
}
