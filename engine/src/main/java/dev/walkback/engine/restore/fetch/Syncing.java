package dev.walkback.engine.restore.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Brings written files to the disk and closes them, beside the writing of others: waiting for the disk after each of a million
 * small files would take longer than all the rest. Of one part; the threads, and the room for open files, are shared.
 */
final class Syncing {

    private final Executor threads;
    private final Semaphore room;
    private final Queue<FileChannel> written = new ConcurrentLinkedQueue<>();
    private final Semaphore workers;
    private int pending;
    private @Nullable IOException failure;

    Syncing(Executor threads, Semaphore room, int atOnce) {
        this.threads = threads;
        this.room = room;
        this.workers = new Semaphore(atOnce);
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
        begin();
        written.add(file);
        if (workers.tryAcquire()) {
            threads.execute(this::syncAll);
        }
    }

    private void syncAll() {
        do {
            for (FileChannel file = written.poll(); file != null; file = written.poll()) {
                sync(file);
            }
            workers.release();
            // one may have come between the last look and the release
        } while (!written.isEmpty() && workers.tryAcquire());
    }

    private void sync(FileChannel file) {
        IOException failed = null;
        try (file) {
            file.force(true);
        } catch (IOException refused) {
            failed = refused;
        } finally {
            room.release();
            end(failed);
        }
    }

    private synchronized void begin() {
        pending++;
    }

    private synchronized void end(@Nullable IOException failed) {
        failure = failure == null ? failed : failure;
        pending--;
        notifyAll();
    }

    /** Until all that was taken over is on the disk. */
    synchronized void await() throws IOException, InterruptedException {
        while (pending > 0) {
            wait();
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Until nothing of it is open, whatever came of it; an interruption has to wait for that too. */
    void settle() {
        boolean interrupted = false;
        while (true) {
            try {
                await();
                break;
            } catch (IOException reported) {
                break;
            } catch (InterruptedException told) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
