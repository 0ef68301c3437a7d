package dev.walkback.engine.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a log as it grows. A file that became shorter was begun anew, and is read from its start. A line that is not whole yet waits
 * for its end. Belongs to one thread.
 */
public final class LogTail {

    /** What is read at a time; of more, the rest comes with the next call. */
    private static final int MOST_BYTES = 4 << 20;

    private final Path file;
    private long position;
    private byte[] begun = new byte[0];

    private LogTail(Path file, long position) {
        this.file = file;
        this.position = position;
    }

    /** From its first line. */
    public static LogTail whole(Path file) {
        return new LogTail(file, 0);
    }

    /** The last so many bytes of what is there now, and what comes; the line in which that begins is left out. */
    public static LogTail last(Path file, long bytes) throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        LogTail tail = new LogTail(file, Math.max(0, size - bytes));
        if (tail.position > 0) {
            tail.dropPart();
        }
        return tail;
    }

    public Path file() {
        return file;
    }

    private void dropPart() throws IOException {
        byte[] bytes = read();
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        position -= bytes.length - Math.min(bytes.length, end + 1L);
    }

    /** The lines that came since; none while the file is not there. */
    public List<String> more() throws IOException {
        byte[] fresh = read();
        byte[] all = new byte[begun.length + fresh.length];
        System.arraycopy(begun, 0, all, 0, begun.length);
        System.arraycopy(fresh, 0, all, begun.length, fresh.length);
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = begun.length; i < all.length; i++) {
            if (all[i] == '\n') {
                lines.add(new String(all, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        begun = java.util.Arrays.copyOfRange(all, start, all.length);
        if (begun.length > MOST_BYTES) {
            // no line of a server is this long
            begun = new byte[0];
        }
        return lines;
    }

    private byte[] read() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            if (size < position) {
                position = 0;
                begun = new byte[0];
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, size - position));
            channel.position(position);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            position += bytes.position();
            return java.util.Arrays.copyOf(bytes.array(), bytes.position());
        } catch (NoSuchFileException notYet) {
            return new byte[0];
        }
    }
}
