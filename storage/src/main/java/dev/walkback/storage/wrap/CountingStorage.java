package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.VersionedStorage;
import dev.walkback.storage.wrap.Counts.Call;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts calls by kind, and the bytes of objects. Below a retrying wrapper it counts attempts, above it, wishes. */
public final class CountingStorage implements Wrapping {

    private final Counts counts;

    private CountingStorage(Counts counts) {
        this.counts = counts;
    }

    public static Storage over(Storage storage, Counts counts) {
        return new CountingStorage(counts).around(storage);
    }

    public static MutableStorage over(MutableStorage storage, Counts counts) {
        return new CountingStorage(counts).around(storage);
    }

    @Override
    public Stream<ObjectInfo> list(Storage within, KeyRange range) {
        counts.count(Call.LIST);
        return within.list(range);
    }

    @Override
    public Stream<Entry> entries(Storage within, String folder) {
        counts.count(Call.ENTRIES);
        return within.entries(folder);
    }

    @Override
    public Optional<ObjectInfo> stat(Storage within, String key) {
        counts.count(Call.STAT);
        return within.stat(key);
    }

    @Override
    public OpenObject read(Storage within, String key, ByteRange range) {
        counts.count(Call.READ);
        OpenObject opened = within.read(key, range);
        return new OpenObject(opened.info(), Throughput.metered(opened.bytes(), Integer.MAX_VALUE, counts::countRead));
    }

    @Override
    public ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        counts.count(Call.WRITE);
        return within.write(key, Throughput.metered(content, Integer.MAX_VALUE, counts::countWritten), overwrite);
    }

    @Override
    public ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        counts.count(Call.COPY);
        return within.copy(from, to, overwrite);
    }

    @Override
    public Deletion delete(MutableStorage within, Collection<String> keys) {
        counts.count(Call.DELETE);
        return within.delete(keys);
    }

    @Override
    public Stream<VersionedStorage.Version> versions(VersionedStorage within, KeyRange range) {
        counts.count(Call.VERSIONS);
        return within.versions(range);
    }

    @Override
    public Deletion deleteVersions(VersionedStorage within, Collection<VersionedStorage.Version> versions) {
        counts.count(Call.DELETE_VERSIONS);
        return within.deleteVersions(versions);
    }
}
