package dev.walkback.shell.walg.backup;

import dev.walkback.engine.wal.Lsn;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A backup's {@code metadata.json}. What it does not say has the value that Go gives to it: year 1, zero, the empty text.
 *
 * @param systemIdentifier without a sign; null where the server told none
 * @param userData any JSON value, as texts, numbers, truths, lists and maps; null for none
 */
public record Metadata(
        OffsetDateTime startTime,
        OffsetDateTime finishTime,
        String dateFormat,
        String hostname,
        String dataDirectory,
        long pgVersion,
        Lsn start,
        Lsn finish,
        boolean permanent,
        @Nullable Long systemIdentifier,
        long uncompressedBytes,
        long compressedBytes,
        @Nullable Object userData) {}
