package dev.walkback.engine.recovery;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;

/**
 * A stretch of one timeline's own WAL.
 *
 * @param to exclusive as a byte; as a moment, the state after the last byte before it, it belongs to the span
 */
public record Span(Timeline timeline, Lsn from, Lsn to) {

    public Span {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a span cannot end before it begins: " + from + ", " + to);
        }
    }

    /** Whether the state at this position of its timeline lies in it, both ends included. */
    public boolean holds(Lsn moment) {
        return !moment.isBefore(from) && !to.isBefore(moment);
    }

    /** Whether the byte at this position is in it. */
    boolean covers(Lsn position) {
        return !position.isBefore(from) && position.isBefore(to);
    }
}
