package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.Increment;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Pages laid over a file. */
final class PageFile {

    private static final int BUFFER = 1 << 17;

    private PageFile() {}

    /** Whether an increment holds every page of its file. */
    static boolean isAll(InputStream content, long bytes) throws IOException {
        Increment increment = Increment.read(content, bytes, false);
        return increment.pages() * increment.pageBytes() == increment.fileBytes();
    }

    /**
     * Brings the file to the increment's size and writes its pages, whatever is there now.
     *
     * @return how many pages
     */
    static long apply(Path file, InputStream content, long bytes) throws IOException {
        List<Long> numbers = new ArrayList<>();
        Increment increment = Increment.read(content, bytes, false, (size, number) -> numbers.add(number));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            if (channel.size() > increment.fileBytes()) {
                channel.truncate(increment.fileBytes());
            }
            byte[] page = new byte[Math.max(1, increment.pageBytes())];
            for (long number : numbers) {
                if (content.readNBytes(page, 0, increment.pageBytes()) < increment.pageBytes()) {
                    throw new EOFException("an increment of " + file + " ends within a page");
                }
                write(channel, page, number * increment.pageBytes());
            }
            if (channel.size() < increment.fileBytes()) {
                // the last of it are zeros that were never written to
                write(channel, new byte[1], increment.fileBytes() - 1);
            }
            channel.force(true);
        }
        return increment.pages();
    }

    static void copy(InputStream content, FileChannel channel) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            ByteBuffer left = ByteBuffer.wrap(buffer, 0, read);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, at + left.position());
        }
    }
}
