package dev.walkback.engine.recovery;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One end of a window.
 *
 * @param lsn the state after the last byte before it
 * @param segment the one that this last byte is in
 * @param about when that was, as far as finished backups and stored objects tell without opening any WAL: always approximate;
 *     null where they tell nothing
 */
public record Bound(
        Timeline timeline,
        Lsn lsn,
        Segment segment,
        @Nullable Instant about) {}
