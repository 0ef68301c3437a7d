package dev.walkback.bench.look;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A storage of so many segments and nothing else that takes no memory itself: it makes up each as it lists it. */
record NamesAlone(int segments) implements Storage {

    private static final String FOLDER = "wal_005/";
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Location location() {
        return new Location("made://" + segments);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        if (!FOLDER.startsWith(range.prefix()) && !range.prefix().startsWith(FOLDER)) {
            return Stream.empty();
        }
        int first = range.from() == null ? 1 : after(range.from());
        int end = range.to() == null ? segments + 1 : after(range.to());
        return IntStream.range(first, end).mapToObj(NamesAlone::object).filter(object -> range.contains(object.key()));
    }

    /** The first segment whose key is not before this one. */
    private int after(String key) {
        int low = 1;
        int high = segments + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Keys.ORDER.compare(object(middle).key(), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static ObjectInfo object(int segment) {
        String name = MadeArchive.name(segment);
        return new ObjectInfo(FOLDER + name + ".lz4", 3_000_000, TIME.plusSeconds(segment), "\"" + name + name + "\"");
    }

    @Override
    public Stream<Entry> entries(String folder) {
        return folder.isEmpty()
                ? Stream.of(new Entry.Folder(FOLDER))
                : list(KeyRange.prefix(folder)).map(Entry.class::cast);
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return Optional.empty();
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        throw new StorageException.Missing(location(), key, null);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
