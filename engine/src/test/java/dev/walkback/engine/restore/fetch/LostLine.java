package dev.walkback.engine.restore.fetch;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A storage whose line breaks while some object is read.
 *
 * @param key of the object, or a part of it
 * @param after how many bytes of it
 */
record LostLine(Storage within, String key, long after) implements Storage {

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
    public Optional<ObjectInfo> stat(String asked) {
        return within.stat(asked);
    }

    @Override
    public OpenObject read(String asked, ByteRange range) {
        OpenObject object = within.read(asked, range);
        return asked.contains(key) ? new OpenObject(object.info(), new Breaking(object.bytes())) : object;
    }

    @Override
    public void close() {
        within.close();
    }

    private final class Breaking extends FilterInputStream {
        private long left = after;

        Breaking(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left <= 0) {
                throw new StorageException.Unreachable(location(), "read " + key, "connection reset", null);
            }
            int read = in.read(into, from, (int) Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}
