package dev.walkback.engine.archive;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A storage that turns callers away at some keys, and keeps what it was asked for. */
final class FaultyStorage implements Storage {

    private final Storage within;
    private final Predicate<String> denied;
    private final Runnable atEachObject;
    final Queue<String> reads = new ConcurrentLinkedQueue<>();
    final Queue<KeyRange> listings = new ConcurrentLinkedQueue<>();

    FaultyStorage(Storage within, Predicate<String> denied, Runnable atEachObject) {
        this.within = within;
        this.denied = denied;
        this.atEachObject = atEachObject;
    }

    static FaultyStorage denying(Storage within, Predicate<String> keys) {
        return new FaultyStorage(within, keys, () -> {});
    }

    static FaultyStorage watching(Storage within) {
        return denying(within, key -> false);
    }

    private String passed(String key) {
        if (denied.test(key)) {
            throw new StorageException.Denied(
                    location(), StorageException.Denied.Reason.NOT_ALLOWED, "look at " + key, "no permission", null);
        }
        atEachObject.run();
        return key;
    }

    @Override
    public Location location() {
        return within.location();
    }

    @Override
    public Set<Capability> capabilities() {
        return within.capabilities();
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        listings.add(range);
        return within.list(range).peek(object -> passed(object.key()));
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return within.entries(folder).peek(entry -> passed(entry.key()));
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return within.stat(passed(key));
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        reads.add(key);
        return within.read(passed(key), range);
    }

    @Override
    public void close() {
        within.close();
    }
}
