package dev.walkback.engine.basebackup;

import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.directory.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directories that a backup is written into. What is there already is written again, so that any part can be done twice; a link
 * where a file or folder should be is never followed.
 */
final class DataTree {

    private static final int BUFFER = 1 << 17;
    private static final int FILE_BITS = 0640;
    private static final int FOLDER_BITS = 0750;

    private final Places places;
    private final @Nullable Owner owner;
    private final Set<Path> folders = new HashSet<>();

    /** @param owner null for whoever runs this */
    DataTree(Places places, @Nullable Owner owner) {
        this.places = places;
        this.owner = owner;
    }

    Places places() {
        return places;
    }

    void folder(Member member) throws IOException {
        Path folder = places.place(member.path());
        folder(folder);
        Files.setPosixFilePermissions(folder, Modes.permissions((member.mode() & FOLDER_BITS) | 0700));
    }

    /** A new file, or an old one emptied; with the folders above it. */
    OutputStream file(Member member) throws IOException {
        return Channels.newOutputStream(channel(member));
    }

    void copy(Member member, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = file(member)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    FileChannel channel(Member member) throws IOException {
        Path file = places.place(member.path());
        folder(Objects.requireNonNull(file.getParent()));
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS));
        Files.setPosixFilePermissions(file, Modes.permissions((member.mode() & FILE_BITS) | 0600));
        give(file);
        return channel;
    }

    void give(Path path) throws IOException {
        if (owner != null) {
            owner.give(path);
        }
    }

    private void folder(Path folder) throws IOException {
        if (folders.contains(folder)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(folder.toString());
            }
            folder(Objects.requireNonNull(folder.getParent()));
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, Modes.permissions(0700));
            give(folder);
        }
        folders.add(folder);
    }

    /** Returns when everything in this folder is on the disk, but for what tells of the restore, which sees to itself. */
    static void persist(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith(RestoreFolder.NAME) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ)) {
                        bytes.force(true);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Directories.persist(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
