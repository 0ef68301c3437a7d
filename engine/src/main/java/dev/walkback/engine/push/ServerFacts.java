package dev.walkback.engine.push;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of itself before a backup.
 *
 * @param identifier null before 9.6, which cannot tell
 * @param dataDirectory as the server has it; it may be another machine's
 * @param timeline of its last checkpoint
 * @param pageBytes of data pages
 * @param checksums whether data pages carry checksums
 * @param summarizesWal whether it keeps summaries of which pages changed (17 and later)
 */
public record ServerFacts(
        PgVersion version,
        @Nullable SystemIdentifier identifier,
        Path dataDirectory,
        SegmentSize segmentSize,
        Timeline timeline,
        boolean inRecovery,
        int pageBytes,
        boolean checksums,
        boolean summarizesWal) {}
