package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The document that makes a backup exist, written last. Version 1 lacks everything from the start time on; the oldest kept the
 * lists of files in it, which are told by {@link #legacyFiles}.
 *
 * @param delta what it was made from; null for a full backup
 * @param userData any JSON, as text
 * @param spec where tablespaces were; null where it has none
 * @param unknown fields that this reader does not know, as JSON text, so that nothing is lost by being read
 */
public record Sentinel(
        int version,
        @Nullable Lsn start,
        @Nullable Lsn finish,
        @Nullable Delta delta,
        @Nullable PgVersion pgVersion,
        @Nullable SystemIdentifier systemIdentifier,
        long uncompressedBytes,
        long compressedBytes,
        long catalogBytes,
        @Nullable TablespaceSpec spec,
        @Nullable String userData,
        boolean filesMetadataDisabled,
        boolean legacyFiles,
        @Nullable Instant startTime,
        @Nullable Instant finishTime,
        String hostname,
        String dataDirectory,
        boolean permanentWhenPushed,
        List<String> missingFields,
        Map<String, String> unknown) {

    public Sentinel {
        missingFields = List.copyOf(missingFields);
        unknown = Map.copyOf(unknown);
    }

    /**
     * What a delta was made from. WAL-G writes all four together; of a sentinel that has only some, the absent ones are null here
     * and named in {@link #missingFields}.
     */
    public record Delta(
            BackupName parent,
            @Nullable Lsn since,
            @Nullable BackupName full,
            @Nullable Integer count) {}

    public Optional<Delta> origin() {
        return Optional.ofNullable(delta);
    }
}
