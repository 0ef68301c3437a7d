package dev.walkback.engine.wal.change;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a delta backup wants to know.
 *
 * @param wish which ways are allowed
 * @param line the history of the timeline that is backed up now
 * @param parent the timeline that the parent was started on
 * @param from where the parent started
 * @param parentFinish where the parent ended: what it holds must lie in our own past up to there
 * @param to where the new backup started
 * @param identifier whose WAL it must be; null where the server cannot tell
 * @param pagesPerFile of a relation before its next file begins; 131072 as servers are usually built
 * @param walFolder the server's {@code pg_wal}; null when it is on another machine
 * @param wal the archive's folder of WAL ({@code wal_005/}), so that keys are plain names; null to leave the archive aside
 */
public record ChangesRequest(
        DeltaWish.Changes wish,
        TimelineHistory line,
        Timeline parent,
        Lsn from,
        Lsn parentFinish,
        Lsn to,
        SegmentSize segmentSize,
        @Nullable SystemIdentifier identifier,
        int pagesPerFile,
        @Nullable Path walFolder,
        @Nullable ContentSource wal) {

    /** How servers are built unless someone says otherwise. */
    public static final int USUAL_PAGES_PER_FILE = 131_072;
}
