package dev.walkback.engine.restore.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings written files to the disk and closes them, beside the writing of others: waiting for the disk after each of a million
 * small files would take longer than all the rest. Of one part; the threads, and the room for open files, are shared.
 */
final class Syncing {

    private final ExecutorService threads;
    private final Semaphore room;
    private final Phaser pending = new Phaser(1);
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    Syncing(ExecutorService threads, Semaphore room) {
        this.threads = threads;
        this.room = room;
    }

    /** Before a file is opened: waits until few enough are. */
    void reserve() throws InterruptedException {
        room.acquire();
    }

    /** Nothing came of the file that room was kept for. */
    void release() {
        room.release();
    }

    /** Takes a file over. */
    void finish(FileChannel file) {
        pending.register();
        threads.execute(() -> {
            try (file) {
                file.force(true);
            } catch (IOException failed) {
                failure.compareAndSet(null, failed);
            } finally {
                room.release();
                pending.arriveAndDeregister();
            }
        });
    }

    /** Until all that was taken over is on the disk. */
    void await() throws IOException, InterruptedException {
        pending.awaitAdvanceInterruptibly(pending.arrive());
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
