package dev.walkback.engine.copy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Takes some objects, and then nothing any more. */
final class DyingStorage implements MutableStorage {

    private final MutableStorage real;
    private final AtomicInteger left;

    DyingStorage(MutableStorage real, int writes) {
        this.real = real;
        this.left = new AtomicInteger(writes);
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        if (left.getAndDecrement() <= 0) {
            throw new StorageException.Unreachable(real.location(), "write " + key, "it is gone", null);
        }
        return real.write(key, content, overwrite);
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        return real.copy(from, to, overwrite);
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        return real.delete(keys);
    }

    @Override
    public Location location() {
        return real.location();
    }

    @Override
    public Set<Capability> capabilities() {
        return real.capabilities();
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        return real.list(range);
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return real.entries(folder);
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return real.stat(key);
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        return real.read(key, range);
    }

    @Override
    public void close() {
        real.close();
    }
}
