package dev.walkback.engine.push.pack;

import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.PushRefused;
import dev.walkback.engine.push.WalkedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads files that a server is writing to. Exactly as many bytes are taken as a file had when it was found: what it grew by is in
 * WAL, and where it shrank zeros stand in for what WAL will cut off. What cannot be read is refused by name.
 */
public final class FileReading {

    private static final int AT_ONCE = 1 << 20;

    private final ByteLimit limit;
    private final Consumer<? super PushEvent> events;

    /** Lets so many bytes a second pass. */
    @FunctionalInterface
    public interface ByteLimit {

        ByteLimit NONE = bytes -> {};

        /** Waits until so many bytes may be read. */
        void take(long bytes) throws IOException;
    }

    public FileReading(ByteLimit limit, Consumer<? super PushEvent> events) {
        this.limit = limit;
        this.events = events;
    }

    /** Empty when it is not there any more. */
    Optional<FileChannel> open(Path path) throws IOException {
        try {
            return Optional.of(FileChannel.open(path, StandardOpenOption.READ));
        } catch (NoSuchFileException dropped) {
            return Optional.empty();
        } catch (AccessDeniedException denied) {
            throw new PushRefused(new PushRefused.Why.UnreadableFile(path, "permission denied"), denied);
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    void read(WalkedFile file, FileChannel channel, OpenIncrement.EntrySink to) throws IOException {
        byte[] piece = new byte[Math.clamp(file.size(), 1, AT_ONCE)];
        long left = file.size();
        while (left > 0) {
            int count = (int) Math.min(left, piece.length);
            limit.take(count);
            int read = fill(file.path(), channel, piece, count);
            if (read < count) {
                Arrays.fill(piece, read, count, (byte) 0);
            }
            to.write(piece, 0, count);
            events.accept(new PushEvent.Read(read));
            left -= count;
        }
    }

    private static int fill(Path path, FileChannel channel, byte[] piece, int count) throws IOException {
        ByteBuffer room = ByteBuffer.wrap(piece, 0, count);
        try {
            while (room.hasRemaining() && channel.read(room) >= 0) {
                // until it is full, or the file ends
            }
        } catch (ClosedByInterruptException stopped) {
            throw stopped;
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
        return room.position();
    }

    private static PushRefused unreadable(Path path, IOException failed) {
        return new PushRefused(new PushRefused.Why.UnreadableFile(path, String.valueOf(failed.getMessage())), failed);
    }
}
