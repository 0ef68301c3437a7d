package dev.walkback.storage.wrap;

import dev.walkback.storage.OddKeys;
import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.storage.memory.MemoryPlace;
import java.util.Map;

/** The promises of every storage hold with this wrapper around it. */
final class PrefixedStorageContractTest extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() {
        return new MemoryPlace(
                storage -> PrefixedStorage.over(storage, "some/folder/"),
                Map.of(OddKeys.ALL.getLast(), "with the folder's name before it the key is too long for any storage"));
    }
}
