package dev.walkback.engine.basebackup;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code backup_manifest}: every file of a base backup with its size and checksum, and the WAL that makes it consistent.
 *
 * @param version 1, or 2 since PostgreSQL 17
 * @param system null in version 1
 * @param files by their paths in the data directory, those of tablespaces under {@code pg_tblspc/OID/}
 * @param walRanges the newest timeline first
 */
public record BackupManifest(
        int version, @Nullable SystemIdentifier system, SequencedMap<String, Entry> files, List<WalRange> walRanges) {

    public static final String NAME = "backup_manifest";

    public BackupManifest {
        files = Collections.unmodifiableSequencedMap(files);
        walRanges = List.copyOf(walRanges);
    }

    /** @param checksum in lower-case hexadecimal digits; empty where there is none */
    public record Entry(long bytes, ChecksumAlgorithm algorithm, String checksum) {}

    /** WAL from {@code start} to {@code end}, which is exclusive and the position up to which a replay has to go at least. */
    public record WalRange(Timeline timeline, Lsn start, Lsn end) {}

    /** Where the backup is consistent. */
    public Lsn end() {
        return walRanges.isEmpty() ? Lsn.NONE : walRanges.getFirst().end();
    }

    public long bytes() {
        return files.values().stream().mapToLong(Entry::bytes).sum();
    }

    /**
     * Whether a file may differ from what is listed, or be there without being listed: WAL never is, and settings are written by whoever
     * prepares a restore, {@code pg_basebackup -R} among them.
     */
    public static boolean isExempt(String path) {
        return switch (path) {
            case NAME, "postgresql.auto.conf", "recovery.signal", "standby.signal" -> true;
            default -> path.startsWith("pg_wal/");
        };
    }
}
