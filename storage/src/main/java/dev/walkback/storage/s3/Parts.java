package dev.walkback.storage.s3;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * Gives out room for parts, in memory as far as the budget of the storage goes. An object's first part is beyond the
 * budget, and so are parts on disk, of which there are few: an object that waits for room thereby never holds what
 * another one waits for.
 */
final class Parts {

    private static final long MIB = 1 << 20;

    /** One being filled while one is sent. */
    private static final int ON_DISK = 2;

    private final Location location;
    private final Spill spill;
    private final int budget;
    private final Semaphore memory;
    private final Semaphore disk = new Semaphore(ON_DISK);

    /**
     * Which parts go to disk, and where.
     *
     * @param largestInMemory what is larger does
     */
    record Spill(long largestInMemory, Path folder) {

        /** The folder of temporary files is asked for anew for each storage: it is a setting of the process. */
        static Spill usual() {
            return new Spill(64 * MIB, Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    Parts(Location location, long bytes, Spill spill) {
        this.location = location;
        this.spill = spill;
        this.budget = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / MIB));
        this.memory = new Semaphore(budget, true);
    }

    /**
     * Room for a part, after waiting for it.
     *
     * @param first of its object
     */
    Part next(long size, boolean first, String attempted) throws IOException {
        if (size > spill.largestInMemory()) {
            return onDisk(attempted);
        }
        if (first) {
            return new PartInMemory(() -> {});
        }
        int share = (int) Math.min(budget, Math.ceilDiv(size, MIB));
        take(memory, share, attempted);
        return new PartInMemory(() -> memory.release(share));
    }

    private Part onDisk(String attempted) throws IOException {
        take(disk, 1, attempted);
        boolean made = false;
        try {
            Part part = new PartOnDisk(spill.folder(), disk::release);
            made = true;
            return part;
        } finally {
            if (!made) {
                disk.release();
            }
        }
    }

    private void take(Semaphore room, int share, String attempted) {
        try {
            room.acquire(share);
        } catch (InterruptedException left) {
            throw new StorageException.Interrupted(location, attempted, left);
        }
    }
}
