package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code metadata.json}: the small document that lists and retention go by. Permanence is told here alone: the sentinel keeps
 * what was true at the push.
 */
public record BackupMetadata(
        @Nullable Instant startTime,
        @Nullable Instant finishTime,
        String hostname,
        String dataDirectory,
        @Nullable PgVersion pgVersion,
        @Nullable Lsn start,
        @Nullable Lsn finish,
        boolean permanent,
        @Nullable SystemIdentifier systemIdentifier,
        long uncompressedBytes,
        long compressedBytes,
        @Nullable String userData) {}
