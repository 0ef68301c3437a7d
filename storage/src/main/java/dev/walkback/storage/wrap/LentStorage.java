package dev.walkback.storage.wrap;

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
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A storage that stays open when whoever it was lent to closes it: its owner closes it at the end of the day. */
public record LentStorage(MutableStorage within) implements MutableStorage {

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
        return within.list(range);
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return within.entries(folder);
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return within.stat(key);
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        return within.read(key, range);
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        return within.write(key, content, overwrite);
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        return within.copy(from, to, overwrite);
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        return within.delete(keys);
    }

    /** Nothing: it is not the borrower's. */
    @Override
    public void close() {}
}
