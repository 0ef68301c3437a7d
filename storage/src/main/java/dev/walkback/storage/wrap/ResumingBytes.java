package dev.walkback.storage.wrap;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of an object that are asked for again, from where they broke off, when the line is lost: with the object's etag, so
 * that two objects are never joined into one. Where there are no etags, size and time must be the same.
 */
final class ResumingBytes extends InputStream {

    private final Storage within;
    private final Location location;
    private final ObjectInfo info;
    private final Retry.Attempts attempts;
    private final long end;
    private long position;
    private @Nullable OpenObject open;
    private boolean closed;

    ResumingBytes(Storage within, OpenObject opened, ByteRange range, Retry retry) {
        this.within = within;
        this.location = within.location();
        this.info = opened.info();
        this.open = opened;
        this.position = range.offset();
        this.end = range.offset() + range.lengthIn(info.size());
        this.attempts = retry.begin(location, "read " + info.key());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        if (length == 0) {
            return 0;
        }
        while (position < end) {
            try {
                OpenObject current = open == null ? reopen() : open;
                int read = current.bytes().read(into, offset, length);
                if (read < 0) {
                    throw new StorageException.Unreachable(
                            location, "read " + info.key(), "the bytes ended " + (end - position) + " early", null);
                }
                position += read;
                attempts.startOver();
                return read;
            } catch (StorageException.Unreachable e) {
                letGo();
                attempts.pauseOrGiveUp(e);
            }
        }
        return -1;
    }

    private OpenObject reopen() {
        try {
            OpenObject again = within.read(info.key(), new ByteRange(position, end - position, info.etag()));
            open = again;
            if (again.info().size() != info.size()
                    || (info.etag() == null && !again.info().modified().equals(info.modified()))) {
                throw new StorageException.Changed(location, info.key(), "while it was being read", null);
            }
            return again;
        } catch (StorageException.Missing | StorageException.Rejected e) {
            // it was there when reading began, so nobody may take it for absent
            throw new StorageException.Changed(location, info.key(), "it went while it was being read", e);
        }
    }

    private void letGo() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        letGo();
    }
}
