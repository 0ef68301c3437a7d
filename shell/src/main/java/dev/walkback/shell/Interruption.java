package dev.walkback.shell;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM. Java answers both by shutting down; before it does, the working thread is interrupted and given time to
 * clean up and to say so. Java itself then ends with 130 or 143.
 */
final class Interruption {

    /** Aborting an upload is one request; who needs longer is cut off, as by a second Ctrl-C. */
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread worker;
    private volatile boolean stopping;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
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
        if (over.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            boolean cleanedUp = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert cleanedUp || worker.isInterrupted();
        } catch (InterruptedException shutdownGoesOn) {
            Thread.currentThread().interrupt();
        }
    }
}
