package dev.walkback.storage.layer;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The innermost stream, where errors of the layers learn which object they speak of. */
final class PlainStream extends FilterInputStream {

    private final Location location;
    private final String key;
    private final Beginning beginning;
    private final Codec codec;
    private final @Nullable Encryption encryption;
    private boolean delivered;

    PlainStream(
            Location location,
            String key,
            Beginning beginning,
            Codec codec,
            @Nullable Encryption encryption,
            InputStream layers) {
        super(layers);
        this.location = location;
        this.key = key;
        this.beginning = beginning;
        this.codec = codec;
        this.encryption = encryption;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            delivered |= read > 0;
            return read;
        } catch (WrongKeyException e) {
            throw new StorageException.WrongKey(location, key, e.tried(), e.why(), e);
        } catch (DamagedStreamException e) {
            throw damagedOrEncrypted(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        byte[] skipped = new byte[8192];
        while (left > 0) {
            int read = read(skipped, 0, (int) Math.min(skipped.length, left));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }

    private StorageException damagedOrEncrypted(DamagedStreamException e) {
        if (encryption == null && !delivered && beginning.looksEncrypted(codec)) {
            return new StorageException.WrongKey(
                    location, key, List.of(), "it looks encrypted, and no key was given: " + e.sentence(), e);
        }
        return new StorageException.Damaged(location, key, e.sentence(), e);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
