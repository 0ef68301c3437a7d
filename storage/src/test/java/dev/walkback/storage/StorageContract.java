package dev.walkback.storage;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What every storage promises, as cases. Each kind of storage, and each wrapper, has a test class that extends this one and
 * says where its place is ({@link StorageUnderTest}); the cases are in the interfaces, by subject.
 *
 * <p>A case that does not apply to a kind of storage is not left out in silence: the kind declares what it cannot have
 * ({@link Means#none}), with the reason, and the reason is in the test report.
 */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
public abstract class StorageContract
        implements KeysContract,
                ReadContract,
                ListingContract,
                WriteContract,
                ContentContract,
                DeleteContract,
                RefusalContract,
                InterruptContract,
                LineContract {

    private StorageUnderTest place;
    private MutableStorage storage;

    /** A new, empty place. Called before each case; servers are better started once, before all. */
    protected abstract StorageUnderTest newPlace() throws Exception;

    @BeforeEach
    final void openPlace() throws Exception {
        place = newPlace();
        storage = place.open();
    }

    @AfterEach
    final void leavePlace() throws Exception {
        storage.close();
        place.close();
    }

    @Override
    public final StorageUnderTest place() {
        return place;
    }

    @Override
    public final MutableStorage storage() {
        return storage;
    }
}
