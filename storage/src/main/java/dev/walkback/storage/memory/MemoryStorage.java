package dev.walkback.storage.memory;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.Interrupts;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Objects in memory. Keeps every promise of {@link MutableStorage}; times come from the given clock. */
public final class MemoryStorage implements MutableStorage {

    private final Location location;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Held> objects = new ConcurrentSkipListMap<>(Keys.ORDER);
    private final AtomicLong writes = new AtomicLong();

    private record Held(ObjectInfo info, byte[] bytes) {}

    public MemoryStorage(String name, Clock clock) {
        this.location = new Location("memory://" + name);
        this.clock = clock;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.ATOMIC_REFUSAL,
                Capability.SERVER_SIDE_COPY,
                Capability.ETAGS,
                Capability.CHEAP_PREFIX_LISTING);
    }

    @Override
    public Stream<ObjectInfo> list(KeyRange range) {
        Interrupts.check(location, "list");
        String start = range.from() != null && Keys.ORDER.compare(range.from(), range.prefix()) > 0
                ? range.from()
                : range.prefix();
        Stream<ObjectInfo> found = objects.tailMap(start, true).values().stream()
                .map(Held::info)
                .takeWhile(object -> !range.endsBefore(object.key()))
                .filter(object -> range.contains(object.key()));
        return Interrupts.checked(found, location, "list");
    }

    @Override
    public Stream<Entry> entries(String folder) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        list(KeyRange.prefix(folder)).forEach(object -> {
            int slash = object.key().indexOf('/', folder.length());
            if (slash < 0) {
                entries.put(object.key(), object);
            } else {
                String below = object.key().substring(0, slash + 1);
                entries.putIfAbsent(below, new Entry.Folder(below));
            }
        });
        return entries.values().stream();
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        Keys.checked(location, key);
        Interrupts.check(location, "stat " + key);
        return Optional.ofNullable(objects.get(key)).map(Held::info);
    }

    @Override
    public OpenObject read(String key, ByteRange range) {
        Keys.checked(location, key);
        Interrupts.check(location, "read " + key);
        Held held = objects.get(key);
        if (held == null) {
            throw new StorageException.Missing(location, key, null);
        }
        if (range.etag() != null && !range.etag().equals(held.info().etag())) {
            throw new StorageException.Changed(location, key, "it was written again", null);
        }
        if (range.offset() > held.bytes().length) {
            throw new StorageException.Rejected(
                    location, "read " + key, "it has no byte at offset " + range.offset(), null);
        }
        int length = (int) range.lengthIn(held.bytes().length);
        InputStream bytes = new ByteArrayInputStream(held.bytes(), (int) range.offset(), length);
        return new OpenObject(held.info(), Interrupts.checked(bytes, location, "read " + key));
    }

    @Override
    public ObjectInfo write(String key, Content content, Overwrite overwrite) {
        Keys.checked(location, key);
        Interrupts.check(location, "write " + key);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            content.writeTo(Interrupts.checked(bytes, location, "write " + key));
        } catch (IOException e) {
            Interrupts.check(location, "write " + key);
            throw new UncheckedIOException(e);
        }
        return put(key, bytes.toByteArray(), overwrite);
    }

    @Override
    public ObjectInfo copy(String from, String to, Overwrite overwrite) {
        Keys.checked(location, from);
        Keys.checked(location, to);
        Interrupts.check(location, "copy " + from);
        Held source = objects.get(from);
        if (source == null) {
            throw new StorageException.Missing(location, from, null);
        }
        return put(to, source.bytes(), overwrite);
    }

    private ObjectInfo put(String key, byte[] bytes, Overwrite overwrite) {
        ObjectInfo info = new ObjectInfo(key, bytes.length, clock.instant(), "w" + writes.incrementAndGet());
        Held held = new Held(info, bytes);
        if (overwrite == Overwrite.ALLOWED) {
            objects.put(key, held);
        } else if (objects.putIfAbsent(key, held) != null) {
            throw new StorageException.Exists(location, key, null);
        }
        return info;
    }

    @Override
    public Deletion delete(Collection<String> keys) {
        keys.forEach(key -> Keys.checked(location, key));
        Interrupts.check(location, "delete");
        keys.forEach(objects::remove);
        return new Deletion(keys.size(), List.of());
    }

    @Override
    public void close() {
        // nothing is held but memory
    }
}
