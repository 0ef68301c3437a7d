package dev.walkback.engine.restore.stage;

import dev.walkback.engine.restore.directory.Owner;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes files that are there whole or not at all, for the server's user alone: WAL holds what tables hold. */
final class StageFolder {

    private static final int BUFFER = 256 << 10;

    private final Path folder;
    private final @Nullable Owner owner;

    /** @param owner {@code user} or {@code user:group}, by name or number; null for whoever runs this */
    StageFolder(Path folder, @Nullable String owner) {
        this.folder = folder;
        try {
            this.owner = owner == null ? null : Owner.named(owner, FileSystems.getDefault());
        } catch (IOException nobody) {
            throw new StageException.NoSuchOwner(Objects.requireNonNull(owner));
        }
    }

    void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            own(folder);
            if (parent != null) {
                persist(parent);
            }
        }
    }

    /** Something that fills a file. */
    @FunctionalInterface
    interface Writing<T> {
        T to(OutputStream out) throws IOException;
    }

    /** A file that is on the disk and nobody sees yet. */
    <T> T write(String name, Writing<T> writing) throws IOException {
        Path unfinished = unfinished(name);
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        T result;
        // not a channel: an interruption would close it between two writes
        try (FileOutputStream file = new FileOutputStream(unfinished.toFile());
                OutputStream out = new BufferedOutputStream(file, BUFFER)) {
            result = writing.to(out);
            out.flush();
            file.getFD().sync();
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(unfinished);
            throw failure;
        }
        own(unfinished);
        return result;
    }

    void publish(String name) throws IOException {
        Files.move(
                unfinished(name),
                folder.resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void drop(String name) throws IOException {
        Files.deleteIfExists(unfinished(name));
    }

    /** The names in it are on the disk as well. */
    void persist() throws IOException {
        persist(folder);
    }

    private static void persist(Path directory) throws IOException {
        boolean flag = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (flag) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Path unfinished(String name) {
        return folder.resolve("." + name + ".unfinished");
    }

    private void own(Path file) throws IOException {
        if (owner != null) {
            owner.give(file);
        }
    }
}
