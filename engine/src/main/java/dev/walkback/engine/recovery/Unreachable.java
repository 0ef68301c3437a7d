package dev.walkback.engine.recovery;

import dev.walkback.engine.wal.Timeline;
import java.util.List;

/**
 * A span of history that no backup leads to any more, after something that one does.
 *
 * @param from the last moment before it that can be reached; or a switch point on another such span
 * @param to where a later backup makes history reachable again; else where the archive's WAL of that timeline ends
 * @param isClosed whether a backup does that
 * @param timelines that it lies on, oldest first
 */
public record Unreachable(Bound from, Bound to, boolean isClosed, List<Timeline> timelines) {

    public Unreachable {
        timelines = List.copyOf(timelines);
    }

    public long bytes() {
        return to.lsn().bytesSince(from.lsn());
    }
}
