package dev.walkback.storage.local;

import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a content writes, and passes it to the file in large pieces. The disk's failures are the storage's, so they are
 * not thrown as the content's; and they are kept, because a content might swallow them.
 */
final class FileSink extends OutputStream {

    private final FileChannel channel;
    private final String key;
    private final Failures failures;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(128 * 1024);
    private @Nullable StorageException failure;

    FileSink(FileChannel channel, String key, Failures failures) {
        this.channel = channel;
        this.key = key;
        this.failures = failures;
    }

    @Override
    public void write(int value) {
        if (!buffer.hasRemaining()) {
            drain();
        }
        buffer.put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int now = Math.min(length - done, buffer.remaining());
            buffer.put(bytes, offset + done, now);
            done += now;
        }
    }

    /** Writes what is left; fails if anything failed before. */
    void finish() {
        drain();
    }

    private void drain() {
        if (failure != null) {
            throw failure;
        }
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            failure = failures.of(e, "write " + key, key);
            throw failure;
        }
        buffer.clear();
    }
}
