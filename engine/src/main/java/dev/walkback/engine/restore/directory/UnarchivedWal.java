package dev.walkback.engine.restore.directory;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The WAL that a server had not archived when its directory was put aside: what an archive cannot give back. It is copied to where
 * the restored server looks after its restore_command says that there is no more, and the old directory keeps its own.
 *
 * @param files whole segments and histories, in the order of their names
 */
public record UnarchivedWal(List<Path> files) {

    public UnarchivedWal {
        files = List.copyOf(files);
    }

    /**
     * What lies in a directory that no server uses. Segments that were made for later, out of ones that are no longer needed, still
     * hold the old content and are left out.
     *
     * @param system whose WAL is meant; null where nobody knows
     */
    public static UnarchivedWal in(Path data, @Nullable SystemIdentifier system) throws IOException {
        Path wal = data.resolve("pg_wal");
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(wal)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                boolean archived = Files.exists(wal.resolve("archive_status").resolve(name + ".done"));
                if (!archived && isWanted(entry, WalFile.named(name), system)) {
                    files.add(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return new UnarchivedWal(List.of());
        }
        files.sort(null);
        return new UnarchivedWal(files);
    }

    private static boolean isWanted(Path file, WalFile kind, @Nullable SystemIdentifier system) throws IOException {
        return switch (kind) {
            case WalFile.History _ -> Files.size(file) > 0;
            case WalFile.Whole whole -> isItself(file, whole.digits(), system);
            default -> false;
        };
    }

    private static boolean isItself(Path file, WalFile.Digits digits, @Nullable SystemIdentifier system)
            throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(WalPageHeader.LONG_BYTES);
        }
        WalPageHeader header = WalPageHeader.read(head).orElse(null);
        if (header == null || header.origin() == null) {
            return false;
        }
        SegmentSize size = header.origin().segmentSize();
        boolean ours = system == null || header.origin().systemIdentifier() == system.bits();
        return ours
                && Files.size(file) == size.bytes()
                && digits.in(size)
                        .filter(segment -> segment.start().equals(header.address()))
                        .isPresent();
    }

    public long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Under their own names; what is there already was copied before. */
    public void copyInto(Path wal, Directories directories) throws IOException {
        for (Path file : files) {
            Path copy = wal.resolve(String.valueOf(file.getFileName()));
            Path unfinished = wal.resolve("xlogtemp.walkback");
            Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
            directories.give(unfinished);
            try (FileChannel bytes = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                bytes.force(true);
            }
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        if (!files.isEmpty()) {
            Directories.persist(wal);
        }
    }
}
