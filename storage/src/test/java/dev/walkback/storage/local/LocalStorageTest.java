package dev.walkback.storage.local;

import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;

final class LocalStorageTest extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() throws Exception {
        return new LocalPlace();
    }
}
