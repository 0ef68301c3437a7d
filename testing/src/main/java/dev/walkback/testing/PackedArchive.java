package dev.walkback.testing;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Archives that the real WAL-G wrote, with its own answers, and sample files of PostgreSQL's formats. They lie packed among
 * the resources, made by {@code scripts/pack-archives}; what is in them is told by their {@code about.md}, {@code README.md}.
 *
 * <p>Unpacked, every object has its modification time to the nanosecond: WAL-G's listings depend on them.
 */
public final class PackedArchive {

    /** Everything in {@code archives/}, by folder name. */
    public static final List<String> NAMES = List.of(
            "brotli-libsodium",
            "composers",
            "damaged",
            "delete-plans",
            "empty",
            "foreign-delta",
            "lz4-delta-chain",
            "lzma-pgp",
            "none-and-mixed",
            "remote",
            "segsize-1mb",
            "timelines",
            "zstd-tablespaces",
            "zstd-wal-delta");

    private static final int LARGEST_WINDOW_LOG = 27;

    private final String name;
    private final String resource;

    private PackedArchive(String name, String resource) {
        this.name = name;
        this.resource = resource;
    }

    public static PackedArchive named(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("no archive " + name + ", there are " + NAMES);
        }
        return new PackedArchive(name, "/archives/" + name + ".tar.zst");
    }

    /** Sample files of PostgreSQL's formats; {@code README.md} in it says what is what. */
    public static PackedArchive vectors() {
        return new PackedArchive("vectors", "/vectors/vectors.tar.zst");
    }

    /** One object of an archive, as {@code storage.tsv} lists it. */
    public record StoredObject(String key, long size, Instant modified, String sha256) {

        static StoredObject parse(String line) {
            String[] column = line.split("\t", -1);
            return new StoredObject(column[0], Long.parseLong(column[1]), Instant.parse(column[2]), column[3]);
        }
    }

    /** Unpacks a copy of one's own, to change as one likes. */
    public Path unpackInto(Path folder) {
        try (InputStream packed = open();
                InputStream tar = new ZstdInputStreamNoFinalizer(packed).setLongMax(LARGEST_WINDOW_LOG)) {
            TarFolder.unpack(tar, folder);
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("unpacking " + name + " into " + folder, failed);
        }
    }

    /**
     * A copy shared by all tests of all modules, to be read only. It is unpacked once, below {@code target/} of the project's
     * root, and again only when the packed file has changed.
     */
    public Path shared() {
        Path folder = shelf().resolve(name + "-" + Long.toHexString(checksum()));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(shelf());
            Path fresh = unpackInto(
                    shelf().resolve(name + "." + ProcessHandle.current().pid() + "." + System.nanoTime()));
            putInPlace(fresh, folder);
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("unpacking " + name + " into " + folder, failed);
        }
    }

    /** What {@code storage.tsv} in an unpacked archive's folder lists. */
    public static List<StoredObject> objects(Path folder) {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve("storage.tsv"), StandardCharsets.UTF_8)) {
            return lines.lines().map(StoredObject::parse).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Two test runs may unpack at the same time: the first to rename wins, the other drops its copy. */
    private static void putInPlace(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException taken) {
            if (!Files.isDirectory(folder)) {
                throw taken;
            }
            Files.walkFileTree(fresh, new Removal());
        }
    }

    private static Path shelf() {
        return root().resolve("target/archives");
    }

    private static Path root() {
        return Path.of(System.getProperty("walkback.root", "."));
    }

    private long checksum() {
        try (CheckedInputStream packed = new CheckedInputStream(open(), new CRC32C())) {
            packed.skip(Long.MAX_VALUE);
            return packed.getChecksum().getValue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** From the checkout: forty megabytes would only weigh down the jar, which leaves them out. Else from the class path. */
    private InputStream open() throws IOException {
        Path file = root().resolve("testing/src/main/resources" + resource);
        if (Files.isRegularFile(file)) {
            return Files.newInputStream(file);
        }
        InputStream packed = PackedArchive.class.getResourceAsStream(resource);
        if (packed == null) {
            throw new NoSuchFileException(resource);
        }
        return packed;
    }

    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
