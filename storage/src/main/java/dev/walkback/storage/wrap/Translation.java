package dev.walkback.storage.wrap;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Failures of a storage, told of a folder in it: with the folder's location, and with keys as they are there. */
record Translation(Location location, String prefix) {

    <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (StorageException e) {
            throw of(e);
        }
    }

    <T> Stream<T> listing(Supplier<Stream<T>> open) {
        Stream<T> opened = call(open);
        Iterator<T> elements = opened.iterator();
        Iterator<T> translated = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return call(elements::hasNext);
            }

            @Override
            public T next() {
                return call(elements::next);
            }
        };
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(translated, Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(opened::close);
    }

    InputStream bytes(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                try {
                    return in.read();
                } catch (StorageException e) {
                    throw of(e);
                }
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                try {
                    return in.read(into, offset, length);
                } catch (StorageException e) {
                    throw of(e);
                }
            }

            @Override
            public long skip(long count) throws IOException {
                try {
                    return in.skip(count);
                } catch (StorageException e) {
                    throw of(e);
                }
            }
        };
    }

    private StorageException of(StorageException failure) {
        return switch (failure) {
            case StorageException.Unreachable e ->
                new StorageException.Unreachable(location, e.attempted(), e.why(), e).after(e.attempts());
            case StorageException.Denied e ->
                new StorageException.Denied(location, e.reason(), e.attempted(), e.why(), e);
            case StorageException.NoStorage e -> new StorageException.NoStorage(location, e.what(), e);
            case StorageException.Missing e -> new StorageException.Missing(location, outer(e.key()), e);
            case StorageException.Exists e -> new StorageException.Exists(location, outer(e.key()), e);
            case StorageException.Changed e -> new StorageException.Changed(location, outer(e.key()), e.how(), e);
            case StorageException.BadKey e -> new StorageException.BadKey(location, outer(e.key()), e.why());
            case StorageException.NoRoom e -> new StorageException.NoRoom(location, outer(e.key()), e.why(), e);
            case StorageException.Damaged e -> new StorageException.Damaged(location, outer(e.key()), e.why(), e);
            case StorageException.WrongKey e ->
                new StorageException.WrongKey(location, outer(e.key()), e.tried(), e.why(), e);
            case StorageException.Rejected e -> new StorageException.Rejected(location, e.attempted(), e.why(), e);
            case StorageException.Interrupted e -> new StorageException.Interrupted(location, "use of " + prefix, e);
        };
    }

    private String outer(String key) {
        return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
    }
}
