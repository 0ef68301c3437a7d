package dev.walkback.engine.walfetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A file that is there whole or not at all, and never takes another one's place: written beside its destination, flushed to the disk,
 * checked, then given its name. What a killed process left behind is cleared away by the next one for the same destination.
 */
final class ArrivingFile implements AutoCloseable {

    private static final String MARK = ".walkback-";

    private final Path destination;
    private final Path unfinished;
    private final FileChannel channel;

    private ArrivingFile(Path destination, Path unfinished, FileChannel channel) {
        this.destination = destination;
        this.unfinished = unfinished;
        this.channel = channel;
    }

    /** @throws FileAlreadyExistsException where the destination is taken */
    static ArrivingFile at(Path destination) throws IOException {
        if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(destination.toString());
        }
        Path folder = Objects.requireNonNull(destination.toAbsolutePath().getParent());
        String mark = "." + destination.getFileName() + MARK;
        removeLeftovers(folder, mark);
        Path unfinished = folder.resolve(mark + ProcessHandle.current().pid());
        return new ArrivingFile(destination, unfinished, opened(unfinished));
    }

    /**
     * Written where others look for what is on its way.
     *
     * @throws FileAlreadyExistsException where it has come already, or somebody is at it
     */
    static ArrivingFile at(Path destination, Path unfinished) throws IOException {
        if (Files.exists(destination, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(destination.toString());
        }
        return new ArrivingFile(destination, unfinished, opened(unfinished));
    }

    private static FileChannel opened(Path unfinished) throws IOException {
        return FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void removeLeftovers(Path folder, String mark) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                folder, file -> file.getFileName().toString().startsWith(mark))) {
            for (Path left : leftovers) {
                String pid = left.getFileName().toString().substring(mark.length());
                if (pid.chars().allMatch(Character::isDigit) && !isAnotherLiving(pid)) {
                    Files.deleteIfExists(left);
                }
            }
        }
    }

    private static boolean isAnotherLiving(String pid) {
        try {
            long number = Long.parseLong(pid);
            return number != ProcessHandle.current().pid()
                    && ProcessHandle.of(number).isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Where the bytes are until they are published. */
    Path unfinished() {
        return unfinished;
    }

    void write(byte[] bytes, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    void publish() throws IOException {
        channel.force(true);
        channel.close();
        try {
            Files.createLink(destination, unfinished);
            Files.delete(unfinished);
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (NoSuchFileException removed) {
            throw removed;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            // a file system such as FAT; this refuses to overwrite as well
            Files.move(unfinished, destination);
        }
        try (FileChannel folder =
                FileChannel.open(Objects.requireNonNull(unfinished.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }
}
