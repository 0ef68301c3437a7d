package dev.walkback.storage.wrap;

import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.storage.memory.MemoryPlace;

/** The promises of every storage hold with this wrapper around it. */
final class RateLimitedStorageContractTest extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() {
        return new MemoryPlace(storage -> RateLimitedStorage.over(storage, generous(), generous()));
    }

    private static RateLimit generous() {
        return new RateLimit(4L << 30, Timekeeper.REAL);
    }
}
