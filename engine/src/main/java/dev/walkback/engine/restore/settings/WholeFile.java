package dev.walkback.engine.restore.settings;

import dev.walkback.engine.restore.directory.Owner;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that hold what they held or what they are to hold, and nothing in between, whenever the power fails. */
final class WholeFile {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /** Empty for one that is not there. */
    static byte[] bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** @param owner of a new file; one that is there keeps its own, and its mode */
    static void write(Path file, byte[] bytes, @Nullable Owner owner) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".walkback");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(PRIVATE));
        // not a channel: an interruption would close it between two writes
        try (FileOutputStream out = new FileOutputStream(unfinished.toFile())) {
            out.write(bytes);
            out.getFD().sync();
        }
        if (Files.exists(file)) {
            like(unfinished, Files.readAttributes(file, PosixFileAttributes.class));
        } else if (owner != null) {
            owner.give(unfinished);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        persist(file);
    }

    static void move(Path file, Path to) throws IOException {
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        persist(to);
    }

    /** @return whether there was one */
    static boolean remove(Path file) throws IOException {
        boolean was = Files.deleteIfExists(file);
        if (was) {
            persist(file);
        }
        return was;
    }

    private static void like(Path file, PosixFileAttributes old) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setPermissions(old.permissions());
        PosixFileAttributes now = view.readAttributes();
        if (!now.group().equals(old.group())) {
            view.setGroup(old.group());
        }
        if (!now.owner().equals(old.owner())) {
            view.setOwner(old.owner());
        }
    }

    private static void persist(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            return;
        }
        boolean flag = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (flag) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
