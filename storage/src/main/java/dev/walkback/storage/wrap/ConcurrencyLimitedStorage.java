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
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Keeps operations to so many at a time. An object that is being read has its place until it is closed or at its end; a
 * listing has one only while its next element is fetched, because between two pages it uses nothing.
 */
public final class ConcurrencyLimitedStorage implements Wrapping {

    private final ConcurrencyLimit limit;

    private ConcurrencyLimitedStorage(ConcurrencyLimit limit) {
        this.limit = limit;
    }

    public static Storage over(Storage storage, ConcurrencyLimit limit) {
        return new ConcurrencyLimitedStorage(limit).around(storage);
    }

    public static MutableStorage over(MutableStorage storage, ConcurrencyLimit limit) {
        return new ConcurrencyLimitedStorage(limit).around(storage);
    }

    @Override
    public Stream<ObjectInfo> list(Storage within, KeyRange range) {
        return listing(within, () -> within.list(range));
    }

    @Override
    public Stream<Entry> entries(Storage within, String folder) {
        return listing(within, () -> within.entries(folder));
    }

    @Override
    public Optional<ObjectInfo> stat(Storage within, String key) {
        return inTurn(within, "stat " + key, () -> within.stat(key));
    }

    @Override
    public OpenObject read(Storage within, String key, ByteRange range) {
        ConcurrencyLimit.Place place = limit.enter(within.location(), "read " + key);
        try {
            OpenObject opened = within.read(key, range);
            return new OpenObject(opened.info(), leavingAtTheEnd(opened.bytes(), place));
        } catch (Throwable e) {
            place.close();
            throw e;
        }
    }

    private static InputStream leavingAtTheEnd(InputStream bytes, ConcurrencyLimit.Place place) {
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                return seen(in.read());
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return seen(in.read(into, offset, length));
            }

            private int seen(int read) {
                if (read < 0) {
                    place.close();
                }
                return read;
            }

            @Override
            public void close() throws IOException {
                try (place) {
                    in.close();
                }
            }
        };
    }

    @Override
    public ObjectInfo write(MutableStorage within, String key, Content content, Overwrite overwrite) {
        return inTurn(within, "write " + key, () -> within.write(key, content, overwrite));
    }

    @Override
    public ObjectInfo copy(MutableStorage within, String from, String to, Overwrite overwrite) {
        return inTurn(within, "copy " + from, () -> within.copy(from, to, overwrite));
    }

    @Override
    public Deletion delete(MutableStorage within, Collection<String> keys) {
        return inTurn(within, "delete", () -> within.delete(keys));
    }

    @Override
    public Stream<VersionedStorage.Version> versions(VersionedStorage within, KeyRange range) {
        return listing(within, () -> within.versions(range));
    }

    @Override
    public Deletion deleteVersions(VersionedStorage within, Collection<VersionedStorage.Version> versions) {
        return inTurn(within, "delete versions", () -> within.deleteVersions(versions));
    }

    private <T> T inTurn(Storage within, String attempted, Supplier<T> call) {
        try (var _ = limit.enter(within.location(), attempted)) {
            return call.get();
        }
    }

    private <T> Stream<T> listing(Storage within, Supplier<Stream<T>> open) {
        Stream<T> opened = inTurn(within, "list", open);
        Iterator<T> elements = opened.iterator();
        Iterator<T> inTurn = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return inTurn(within, "list", elements::hasNext);
            }

            @Override
            public T next() {
                return inTurn(within, "list", elements::next);
            }
        };
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(inTurn, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(opened::close);
    }
}
