package dev.walkback.storage.s3;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Gives out room for parts, in memory as far as the budget of the storage goes. An object's first part is beyond the
 * budget, and so are parts on disk, of which there are few: an object that waits for room thereby never holds what
 * another one waits for.
 */
final class Parts {

    private static final long MIB = 1 << 20;

    /** What is larger goes to disk. */
    private static final long LARGEST_IN_MEMORY = 64 * MIB;

    /** One being filled while one is sent. */
    private static final int ON_DISK = 2;

    private final Location location;
    private final int budget;
    private final Semaphore memory;
    private final Semaphore disk = new Semaphore(ON_DISK);

    Parts(Location location, long bytes) {
        this.location = location;
        this.budget = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / MIB));
        this.memory = new Semaphore(budget, true);
    }

    /**
     * Room for a part, after waiting for it.
     *
     * @param first of its object
     */
    Part next(long size, boolean first, String attempted) throws IOException {
        if (size > LARGEST_IN_MEMORY) {
            take(disk, 1, attempted);
            return new PartOnDisk(disk::release);
        }
        if (first) {
            return new PartInMemory(() -> {});
        }
        int share = (int) Math.min(budget, Math.ceilDiv(size, MIB));
        take(memory, share, attempted);
        return new PartInMemory(() -> memory.release(share));
    }

    private void take(Semaphore room, int share, String attempted) {
        try {
            room.acquire(share);
        } catch (InterruptedException left) {
            throw new StorageException.Interrupted(location, attempted, left);
        }
    }
}
