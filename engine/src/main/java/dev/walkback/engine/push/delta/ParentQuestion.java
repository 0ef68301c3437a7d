package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.TimelineHistory;
import org.jspecify.annotations.Nullable;

/**
 * What a parent is looked for with.
 *
 * @param permanent whether the new backup is to be kept for ever
 * @param system null where the server cannot tell
 * @param line the history of the timeline that is backed up
 * @param start where the new backup begins
 * @param checksums whether the server's pages have them
 */
public record ParentQuestion(
        DeltaWish wish,
        boolean permanent,
        PgVersion version,
        @Nullable SystemIdentifier system,
        TimelineHistory line,
        Lsn start,
        boolean checksums) {}
