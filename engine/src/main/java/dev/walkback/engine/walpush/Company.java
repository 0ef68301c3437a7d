package dev.walkback.engine.walpush;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks for files that are ready while another one is pushed, and has them sent, several at once. Closing it waits for those that were begun. */
final class Company implements AutoCloseable {

    private static final int BETWEEN_LOOKS_MS = 100;

    private final PushFolder folder;
    private final PushRound.Limits limits;
    private final String leader;
    private final Consumer<String> send;
    private final Set<String> begun = new HashSet<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread looks = Thread.ofPlatform().name("ready files").unstarted(this::look);

    Company(PushFolder folder, PushRound.Limits limits, String leader, Consumer<String> send) {
        this.folder = folder;
        this.limits = limits;
        this.leader = leader;
        this.send = send;
        begun.add(leader);
    }

    void begin() {
        looks.start();
    }

    private void look() {
        Semaphore free = new Semaphore(limits.atOnce());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                boolean enough = false;
                while (!enough) {
                    // those after the leader come first, since the server will ask for them next
                    enough = begin(true, free, threads) || begin(false, free, threads) || isOver(BETWEEN_LOOKS_MS);
                }
            } catch (InterruptedException stopped) {
                threads.shutdownNow();
            }
        }
    }

    /** @return whether no more are to be begun */
    private boolean begin(boolean after, Semaphore free, ExecutorService threads) throws InterruptedException {
        for (String name : folder.ready()) {
            if (name.compareTo(leader) > 0 != after || begun.contains(name) || folder.isMarked(name)) {
                continue;
            }
            while (!free.tryAcquire(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS)) {
                if (isOver(0)) {
                    return true;
                }
            }
            // one more than the leader
            if (isOver(0) || begun.size() > limits.others()) {
                return true;
            }
            begun.add(name);
            threads.execute(() -> {
                try {
                    send.accept(name);
                } finally {
                    free.release();
                }
            });
        }
        return false;
    }

    private boolean isOver(long milliseconds) throws InterruptedException {
        return over.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** When the waiting thread is interrupted, what is under way is interrupted too. */
    @Override
    public void close() {
        over.countDown();
        boolean interrupted = false;
        while (looks.isAlive()) {
            try {
                looks.join();
            } catch (InterruptedException told) {
                interrupted = true;
                looks.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
