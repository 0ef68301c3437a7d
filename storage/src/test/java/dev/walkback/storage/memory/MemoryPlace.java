package dev.walkback.storage.memory;

import dev.walkback.storage.Means;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageUnderTest;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A place in memory, seen through a wrapper or none: wrapping must not break a promise. */
public final class MemoryPlace implements StorageUnderTest {

    private final MemoryStorage memory = new MemoryStorage("test", Clock.systemUTC());
    private final UnaryOperator<MutableStorage> wrapper;
    private final Map<String, String> keysItCannotHold;

    public MemoryPlace(UnaryOperator<MutableStorage> wrapper) {
        this(wrapper, Map.of());
    }

    /** @param keysItCannotHold through this wrapper, with reasons */
    public MemoryPlace(UnaryOperator<MutableStorage> wrapper, Map<String, String> keysItCannotHold) {
        this.wrapper = wrapper;
        this.keysItCannotHold = keysItCannotHold;
    }

    @Override
    public MutableStorage open() {
        return wrapper.apply(memory);
    }

    @Override
    public Means<Opening> missingRoot() {
        return Means.none("memory is always there");
    }

    @Override
    public Means<Opening> wrongCredentials() {
        return Means.none("memory asks nobody who they are");
    }

    @Override
    public Means<Opening> readOnly() {
        return Means.none("whoever has this memory may write to it");
    }

    @Override
    public Means<Server> server() {
        return Means.none("there is no network in between");
    }

    @Override
    public Map<String, String> keysItCannotHold() {
        return keysItCannotHold;
    }

    @Override
    public void close() {
        memory.close();
    }
}
