package dev.walkback.storage.s3;

import dev.walkback.storage.Quietly;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * For parts too large for memory, in a file that has no name any more as soon as it is open: however the process ends,
 * nothing of it stays.
 *
 * <p>A {@link RandomAccessFile}, because an interrupted reader would close a channel for those who read after it.
 */
final class PartOnDisk implements Part {

    private final RandomAccessFile file;
    private final Runnable release;
    private long length;

    /** @param release run when the part is closed, and not when there is none because this failed */
    PartOnDisk(Path folder, Runnable release) throws IOException {
        this.release = release;
        Path name = Files.createTempFile(folder, "walkback-part-", "");
        try {
            file = new RandomAccessFile(name.toFile(), "rw");
        } finally {
            Files.delete(name);
        }
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        synchronized (file) {
            file.seek(length);
            file.write(bytes, offset, count);
        }
        length += count;
    }

    private int read(long position, byte[] target, int offset, int wanted) throws IOException {
        synchronized (file) {
            file.seek(position);
            return file.read(target, offset, wanted);
        }
    }

    @Override
    public InputStream open() {
        return new FromStart();
    }

    @Override
    public void close() {
        Quietly.close(file);
        release.run();
    }

    private final class FromStart extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) throws IOException {
            int count = PartOnDisk.this.read(position, target, offset, wanted);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length - position);
        }
    }
}
