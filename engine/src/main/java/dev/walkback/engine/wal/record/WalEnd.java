package dev.walkback.engine.wal.record;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentContent;

/** Why reading came to an end. */
public sealed interface WalEnd {

    /** The first position that was not read: where the next record begins, or the one that is not whole. */
    Lsn at();

    /** As far as was asked. */
    record Reached(Lsn at) implements WalEnd {}

    /**
     * There is no more.
     *
     * @param number of the segment that would come next
     */
    record NoSegment(Lsn at, long number) implements WalEnd {}

    /** Zeros: nothing was ever written here. How WAL ends in the last segment of a timeline. */
    record Unwritten(Lsn at) implements WalEnd {}

    /** What is here is not what must be here: damage, or what was in the file before it was used again. */
    record Flawed(Lsn at, SegmentContent.Flaw flaw) implements WalEnd {}
}
