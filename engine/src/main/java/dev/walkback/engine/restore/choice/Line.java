package dev.walkback.engine.restore.choice;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.TimelineHistory.Switch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One timeline with its past, as a server that is told to recover to it walks it.
 *
 * @param isTold whether it has a history file, or needs none
 */
record Line(Cluster cluster, TimelineHistory history, boolean isTold) {

    Timeline timeline() {
        return history.timeline();
    }

    SegmentSize size() {
        return cluster.segmentSize();
    }

    /** Whether a server that is restored from a backup may be told to recover to it. */
    boolean holds(Restorable backup) {
        return history.contains(backup.timeline(), backup.finish());
    }

    /**
     * Whether one gets consistent on this line. A backup may be restorable only along a child of its timeline, which begins with a copy
     * of what the timeline itself has lost.
     */
    boolean leadsFrom(Restorable backup) {
        return holds(backup) && route(backup.start(), backup.finish()).isWhole();
    }

    private Optional<Coverage> coverage(Timeline of) {
        return cluster.timeline(of).map(TimelineWal::coverage);
    }

    Route route(Lsn from, Lsn to) {
        return Route.find(history, from, to.isBefore(from) ? from : to, size(), this::coverage);
    }

    /** How far replay gets from a backup: where a timeline's first file is missing, as far as that of its parent is its past. */
    Lsn reach(Restorable backup) {
        Route farthest = route(backup.start(), Lsn.LAST);
        Lsn reached = farthest.reaches();
        Segment missing = farthest.missing();
        for (Switch left : history.switches()) {
            if (missing != null
                    && size().numberOf(left.at()) == missing.number()
                    && reached.isBefore(left.at())
                    && route(backup.start(), left.at()).isWhole()) {
                reached = left.at();
            }
        }
        return reached;
    }

    /** Where the last segment of it ends, whatever is missing before. */
    Lsn end() {
        Lsn end = Lsn.NONE;
        for (Stretch stretch : stretches()) {
            for (Coverage.Run run :
                    coverage(stretch.timeline()).map(Coverage::runs).orElse(List.of())) {
                long last = Math.min(run.last().number(), stretch.lastNumber());
                if (run.first().number() <= last && last >= stretch.firstNumber()) {
                    Lsn ends = new Segment(stretch.timeline(), last, size()).end();
                    end = end.isBefore(ends) ? ends : end;
                }
            }
        }
        return end;
    }

    /** When the last segment before a position was stored; null where it is not there. */
    @Nullable
    Instant storedBefore(Lsn position) {
        long number = size().numberBefore(position);
        return stretches().reversed().stream()
                .filter(stretch -> stretch.firstNumber() <= number)
                .flatMap(stretch -> cluster.timeline(stretch.timeline()).stream()
                        .flatMap(wal -> wal.segments().of(new Segment(stretch.timeline(), number, size())).stream()))
                .map(WalShelf.Stored::stored)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The first segment from this number on that was stored at this time or later. */
    Optional<Segment> firstStoredFrom(long number, Instant time) {
        for (Stretch stretch : stretches()) {
            Optional<WalShelf> shelf = cluster.timeline(stretch.timeline()).map(TimelineWal::segments);
            for (int i = 0; shelf.isPresent() && i < shelf.get().count(); i++) {
                WalShelf.Stored stored = shelf.get().at(i);
                long at = stored.segment().number();
                if (at >= number
                        && at >= stretch.firstNumber()
                        && at <= stretch.lastNumber()
                        && stored.bytes() > 0
                        && !stored.stored().isBefore(time)) {
                    return Optional.of(stored.segment());
                }
            }
        }
        return Optional.empty();
    }

    /** The segments that a server asks this timeline for. */
    private record Stretch(Timeline timeline, long firstNumber, long lastNumber) {}

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        long first = 0;
        List<Switch> switches = history.switches();
        for (Switch left : switches) {
            long next = size().numberOf(left.at());
            stretches.add(new Stretch(left.from(), first, next - 1));
            first = next;
        }
        stretches.add(new Stretch(timeline(), first, Long.MAX_VALUE));
        return stretches;
    }
}
