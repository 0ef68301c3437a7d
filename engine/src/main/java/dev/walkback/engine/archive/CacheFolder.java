package dev.walkback.engine.archive;

import dev.walkback.storage.Location;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A cache in a folder of this machine: one file for each storage, read as a whole when its storage is looked at, and replaced as a
 * whole, at once, when there is something new. Of two processes that do so together the later one's file stays, which is as
 * true as the other. A file that is not whole counts as none. Only its owner may read it: documents name hosts and directories.
 */
public final class CacheFolder implements DocumentCache {

    private static final int NAME_BYTES = 16;

    private final Path folder;
    private final int limit;

    /**
     * @param folder is made when there is something to keep
     * @param limit in bytes, for each storage
     */
    public CacheFolder(Path folder, int limit) {
        this.folder = folder;
        this.limit = limit;
    }

    @Override
    public Shelf shelf(Location location) {
        Path file = file(location, "documents");
        return new CachedDocuments(location, stored(file), limit, bytes -> replace(file, bytes));
    }

    /** Where something that is kept of one storage lies: places may hold any character, and be longer than names of files. */
    public Path file(Location location, String kind) {
        return folder.resolve(name(location) + "." + kind);
    }

    private static String name(Location location) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(location.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Nothing, where there is no such file, or one that is too large to be ours. */
    private byte[] stored(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= 2L * limit
                    ? Files.readAllBytes(file)
                    : new byte[0];
        } catch (IOException | SecurityException unreadable) {
            return new byte[0];
        }
    }

    /** Where it cannot be kept, it is forgotten: the next look takes longer, and that is all. */
    private void replace(Path file, byte[] bytes) {
        Path fresh = null;
        try {
            makeFolder();
            fresh = Files.createTempFile(folder, "documents", ".new");
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | SecurityException notKept) {
            remove(fresh);
        }
    }

    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static void remove(@Nullable Path fresh) {
        try {
            if (fresh != null) {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | SecurityException stays) {
            // a leftover of a few bytes, in a folder of caches
        }
    }

    /** Bytes made by writing into memory, which cannot fail. */
    static byte[] written(Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }
}
