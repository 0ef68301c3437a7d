package dev.walkback.engine.basebackup;

import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.Directories;
import dev.walkback.engine.restore.fetch.Ownership;
import dev.walkback.engine.restore.fetch.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The directories that a backup is written into, by members. What is there already is written again, so any part can be done twice. */
final class DataTree {

    private static final int BUFFER = 1 << 17;
    private static final int FILE_BITS = 0640;
    private static final int FOLDER_BITS = 0750;

    private final Tree tree;

    /**
     * @param wal where {@code pg_wal} really is; null for within the data directory
     * @param tablespaces by number
     * @param owner {@code user} or {@code user:group}; null for whoever runs this
     */
    DataTree(Path data, @Nullable Path wal, Map<String, Path> tablespaces, @Nullable String owner) {
        this.tree = new Tree(data, tablespaces, wal, Ownership.of(owner, data.getFileSystem()), 0700);
    }

    void folder(Member member) throws IOException {
        tree.folder(member.path(), (member.mode() & FOLDER_BITS) | 0700, true);
    }

    /** A new file, or an old one emptied; with the folders above it. */
    OutputStream file(Member member) throws IOException {
        return Channels.newOutputStream(channel(member));
    }

    FileChannel channel(Member member) throws IOException {
        return tree.open(tree.file(member.path()), (member.mode() & FILE_BITS) | 0600, true);
    }

    /** A file that was written before, as it is. */
    FileChannel again(String path) throws IOException {
        return tree.open(tree.file(path), 0600, false);
    }

    Path place(String path) throws IOException {
        return tree.file(path);
    }

    void copy(Member member, InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = file(member)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
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
