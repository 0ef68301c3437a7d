package dev.walkback.storage.wrap;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * So many operations at a time, shared by all who use this object; the first to ask is the first to go.
 *
 * <p>A thread that holds an open object and asks for something more is let through whatever the limit, because it might
 * wait for itself for ever: what it holds is given back only after it was served. Such calls come on top of the limit. Two
 * <em>different</em> threads of which one holds an object and waits for the other must be given a limit of two.
 */
public final class ConcurrencyLimit {

    private final Semaphore places;
    private final Map<Thread, Integer> heldBy = new ConcurrentHashMap<>();

    public ConcurrencyLimit(int operations) {
        if (operations < 1) {
            throw new IllegalArgumentException("with no operation at a time nothing is ever done: " + operations);
        }
        places = new Semaphore(operations, true);
    }

    /** Waits for a place. */
    Place enter(Location location, String attempted) {
        Thread owner = Thread.currentThread();
        boolean counts = true;
        try {
            if (heldBy.containsKey(owner)) {
                counts = places.tryAcquire();
            } else {
                places.acquire();
            }
        } catch (InterruptedException e) {
            throw new StorageException.Interrupted(location, attempted, e);
        }
        heldBy.merge(owner, 1, Integer::sum);
        return new Place(owner, counts);
    }

    int free() {
        return places.availablePermits();
    }

    /** One operation that is going on. May be left by another thread than it was entered by, and more than once. */
    final class Place implements AutoCloseable {

        private final Thread owner;
        private final boolean counts;
        private final AtomicBoolean left = new AtomicBoolean();

        private Place(Thread owner, boolean counts) {
            this.owner = owner;
            this.counts = counts;
        }

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                heldBy.computeIfPresent(owner, (_, held) -> held == 1 ? null : held - 1);
                if (counts) {
                    places.release();
                }
            }
        }
    }
}
