package dev.walkback.storage.s3;

import dev.walkback.storage.Quietly;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** For parts too large for memory, in a file that only its owner can read. */
final class PartOnDisk implements Part {

    private final Path file;
    private final OutputStream sink;
    private final Runnable release;
    private long length;

    PartOnDisk(Runnable release) throws IOException {
        this.release = release;
        file = Files.createTempFile("walkback-part-", "");
        sink = Files.newOutputStream(file);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        sink.write(bytes, offset, count);
        length += count;
    }

    @Override
    public InputStream open() throws IOException {
        return Channels.newInputStream(Files.newByteChannel(file));
    }

    @Override
    public void close() {
        Quietly.close(sink);
        Quietly.close(() -> Files.deleteIfExists(file));
        release.run();
    }
}
