package dev.walkback.storage.local;

import dev.walkback.storage.Location;
import dev.walkback.storage.Quietly;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of an open file. Knows how many bytes are owed, so that a file that shrinks is a failure and no end. */
final class FileBytes extends InputStream {

    /** More at once would make Java keep a buffer as large outside the heap, for each thread. */
    private static final int AT_ONCE = 256 * 1024;

    private final FileChannel channel;
    private final Location location;
    private final String key;
    private final Failures failures;
    private long position;
    private final long end;

    FileBytes(FileChannel channel, long from, long length, String key, Location location, Failures failures) {
        this.channel = channel;
        this.position = from;
        this.end = from + length;
        this.key = key;
        this.location = location;
        this.failures = failures;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        int most = (int) Math.min(Math.min(length, AT_ONCE), end - position);
        try {
            int read = channel.read(ByteBuffer.wrap(into, offset, most), position);
            if (read < 0) {
                throw new StorageException.Changed(
                        location, key, "it ended at byte " + position + " of " + end + " while it was read", null);
            }
            position += read;
            return read;
        } catch (IOException e) {
            throw failures.of(e, "read " + key, key);
        }
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.clamp(bytes, 0, end - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() {
        Quietly.close(channel);
    }
}
