package dev.walkback.storage.local;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/** The directories that one write had to make, which must be as durable as the file, or gone again if there is none. */
final class NewFolders {

    private static final String MODE = "rwxr-xr-x";

    private final Path root;
    private final Deque<Path> made = new ArrayDeque<>();

    NewFolders(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    static Path above(Path file) {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("nothing is above " + file);
        }
        return folder;
    }

    /** Makes a directory and those above it, but never the root. */
    void make(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path above = folder; !above.equals(root) && !Files.isDirectory(above); above = above(above)) {
            missing.push(above);
        }
        for (Path next : missing) {
            try {
                Files.createDirectory(
                        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(next)) {
                    throw new NotDirectoryException(next.toString());
                }
            }
            // also when another writer was faster: it may not have come to make its directory durable
            made.push(next);
        }
    }

    /** Has the disk confirm the entries of a directory, and of those above the ones that were made. */
    void sync(Path folder) throws IOException {
        syncOne(folder);
        for (Path one : made) {
            syncOne(above(one));
        }
    }

    static void syncOne(Path folder) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted = Thread.interrupted();
                }
            }
        } catch (NoSuchFileException e) {
            // deleted meanwhile, with the object in it: there is nothing to make durable
        } catch (IOException e) {
            // some network file systems cannot sync a directory, and say so in this way
            if (Errno.of(e) != Errno.EINVAL && Errno.of(e) != Errno.EOPNOTSUPP) {
                throw e;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Removes the directories that were made, as far as nobody else uses them by now. */
    void remove() {
        removeEmpty(made);
    }

    /** Removes directories, the deepest first, up to the first that is not empty. */
    static void removeEmpty(Iterable<Path> deepestFirst) {
        try {
            for (Path folder : deepestFirst) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // in use, or removed by another one
        } catch (IOException e) {
            // an empty directory is no object; that it stays hurts nobody
        }
    }
}
