package dev.walkback.engine.restore.walk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.walkback.engine.restore.RestoreFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That nobody else works on a target. The kernel holds it, so it goes with the process however that ends, and a file that was left
 * behind locks nothing.
 */
public final class RestoreLock implements AutoCloseable {

    private static final String NAME = "lock";
    private static final Object NOWHERE = new Object();
    private static final int LONGEST_NUMBER = 20;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private RestoreLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Another process has it. */
    public static final class Taken extends IOException {

        private final Path data;
        private final String holder;

        Taken(Path data, String holder) {
            super("another process is restoring into " + data);
            this.data = data;
            this.holder = holder;
        }

        public Path data() {
            return data;
        }

        /** The number of that process; empty where it is this one, or not known. */
        public String holder() {
            return holder;
        }
    }

    /**
     * Locks the data directory of a restore, whose folder is made when it is not there.
     *
     * @throws Taken by another process, or elsewhere in this one
     */
    public static RestoreLock of(RestoreFolder folder) throws IOException {
        makeFolder(folder.path());
        Path file = folder.path().resolve(NAME);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            createdBySomebody(file);
        }
        Object before = key(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            FileLock lock = lock(folder.data(), channel);
            if (!Objects.equals(before, key(file))) {
                throw new Taken(folder.data(), "");
            }
            tellWho(channel);
            return new RestoreLock(file, channel, lock);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(folder, OWNER_ONLY);
            } catch (FileAlreadyExistsException bySomebodyElse) {
                // who has the lock will be seen
            }
        }
    }

    private static void createdBySomebody(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException meanwhile) {
            // who has the lock will be seen
        }
    }

    /**
     * Asked before the file is opened and again when it is locked: whoever held it may have moved the directory aside meanwhile, and
     * the lock would be one of a directory that is no longer the target. Opening the file again to look would let go of the lock.
     */
    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException movedAway) {
            return NOWHERE;
        }
    }

    private static FileLock lock(Path data, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException bySomebodyInThisProcess) {
            throw new Taken(data, "");
        }
        throw new Taken(data, holder(channel));
    }

    private static void tellWho(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(US_ASCII.encode(Long.toString(ProcessHandle.current().pid())), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer said = ByteBuffer.allocate(LONGEST_NUMBER);
        channel.read(said, 0);
        String text = US_ASCII.decode(said.flip()).toString();
        return text.chars().allMatch(c -> c >= '0' && c <= '9') ? text : "";
    }

    /** The folder that the lock stands in. */
    public Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** Also removes the file, and the folder when nothing else is in it: for a target that nothing was done to. */
    public void forget() throws IOException {
        Files.deleteIfExists(file);
        close();
        try {
            Files.deleteIfExists(folder());
        } catch (DirectoryNotEmptyException aRestore) {
            // stays for whoever goes on with it
        }
    }

    @Override
    public void close() throws IOException {
        if (lock.isValid()) {
            lock.release();
        }
        channel.close();
    }
}
