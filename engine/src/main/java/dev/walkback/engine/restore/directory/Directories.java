package dev.walkback.engine.restore.directory;

import dev.walkback.engine.restore.RestoreFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes directories and links as PostgreSQL wants them, so that they survive a crash. All of it can be done twice. */
public final class Directories {

    /** For the owner only: PostgreSQL refuses a data directory that others can write to, or that anybody else can enter. */
    private static final String MODE = "rwx------";

    private final @Nullable Owner owner;

    /** @param owner null for whoever runs this */
    public Directories(@Nullable Owner owner) {
        this.owner = owner;
    }

    /** Also what is above it, which belongs to whoever runs this. */
    public void make(Path directory) throws IOException {
        makeAbove(directory);
        if (!Files.isDirectory(directory)) {
            create(directory);
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(MODE));
        give(directory);
        persist(directory);
    }

    private static void makeAbove(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        Path above = directory.getParent();
        while (above != null && !Files.exists(above)) {
            missing.push(above);
            above = above.getParent();
        }
        for (Path each : missing) {
            create(each);
            persist(each);
        }
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory + " is there, and is no directory");
            }
        }
        persist(Objects.requireNonNull(directory.getParent()));
    }

    /** A link that is there and leads elsewhere is somebody's, and stays. */
    public void link(Path link, Path target) throws IOException {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
            return;
        }
        Files.createSymbolicLink(link, target);
        give(link);
        persist(Objects.requireNonNull(link.getParent()));
    }

    public void give(Path path) throws IOException {
        if (owner != null) {
            owner.give(path);
        }
    }

    /**
     * Puts a directory aside under a name beside it, and an empty one in its place. The folder that tells of the restore is in the
     * one that is the target: it goes with the old, and comes over at once; who finds it on the way lets it come over.
     */
    public void replace(Path data, Path aside) throws IOException {
        if (!Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(data, aside, StandardCopyOption.ATOMIC_MOVE);
            persist(Objects.requireNonNull(data.getParent()));
        }
        make(data);
        Path left = new RestoreFolder(aside).path();
        if (Files.isDirectory(left)) {
            Files.move(left, new RestoreFolder(data).path(), StandardCopyOption.ATOMIC_MOVE);
            persist(aside);
            persist(data);
        }
    }

    /** An entry of a directory is on the disk when the directory is. */
    public static void persist(Path directory) throws IOException {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
