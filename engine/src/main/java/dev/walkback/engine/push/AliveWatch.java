package dev.walkback.engine.push;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the server every now and then whether the session is there, and interrupts the push when it is not: all it reads then is in vain. */
final class AliveWatch {

    private final BackupServer server;
    private final Duration every;
    private final Thread push = Thread.currentThread();
    private final @Nullable Thread watching;
    private volatile @Nullable ServerFailure failure;
    private volatile boolean over;

    /**
     * Interrupts the thread that makes it.
     *
     * @param every zero for never
     */
    AliveWatch(BackupServer server, Duration every) {
        this.server = server;
        this.every = every;
        this.watching = every.isPositive() ? Thread.ofVirtual().name("alive").start(this::watch) : null;
    }

    private void watch() {
        try {
            while (!over) {
                Thread.sleep(every);
                server.ping();
            }
        } catch (InterruptedException ended) {
            // by close
        } catch (ServerFailure lost) {
            if (!over) {
                failure = lost;
                push.interrupt();
            }
        }
    }

    /** In place of an interruption that came from here. */
    void throwFailure() {
        ServerFailure lost = failure;
        if (lost != null) {
            throw lost;
        }
    }

    /** Does not wait for a question that is under way: its answer is of no account any more. */
    void end() {
        over = true;
        if (watching != null) {
            watching.interrupt();
        }
    }
}
