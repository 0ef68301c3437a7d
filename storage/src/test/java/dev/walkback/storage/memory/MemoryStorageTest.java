package dev.walkback.storage.memory;

import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import java.util.function.UnaryOperator;

final class MemoryStorageTest extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() {
        return new MemoryPlace(UnaryOperator.identity());
    }
}
