package dev.walkback.engine.restore.stage;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What belongs into a stage: everything a server will ask for on its route.
 *
 * @param identifier whose WAL it must be; null where the archive does not tell
 * @param segments in the order of replay
 * @param histories ascending
 */
public record StageContents(
        @Nullable SystemIdentifier identifier,
        SegmentSize segmentSize,
        TimelineHistory line,
        Lsn from,
        Lsn to,
        List<WantedSegment> segments,
        List<Timeline> histories) {

    public StageContents {
        segments = List.copyOf(segments);
        histories = List.copyOf(histories);
    }

    /**
     * Of a route through an archive. Where it leads to the end of what is stored whole, and the archive holds a {@code .partial} of the next
     * segment, that belongs to it: PostgreSQL never asks for one by that name, and would end a segment early.
     *
     * @param promoting whether the server will begin a timeline of its own. Then it must see the histories of later timelines, or it
     *     gives a number that is taken. One that looks for the newest timeline must not see them
     * @throws StageException.Unreachable when the route has a gap
     */
    public static StageContents of(Cluster cluster, Route route, boolean promoting) {
        Segment missing = route.missing();
        if (missing != null) {
            throw new StageException.Unreachable(missing);
        }
        List<WantedSegment> segments = new ArrayList<>();
        for (Route.Leg leg : route.legs()) {
            WalShelf shelf = wal(cluster, leg.first().timeline()).segments();
            for (Segment at = leg.first(); at.compareTo(leg.last()) <= 0; at = at.next()) {
                List<WalShelf.Stored> copies =
                        shelf.of(at).stream().filter(copy -> copy.bytes() > 0).toList();
                segments.add(new WantedSegment(at, copies, at.equals(newest(shelf))));
            }
        }
        addPartial(cluster, route, segments);
        return new StageContents(
                cluster.identifier(),
                cluster.segmentSize(),
                route.line(),
                route.from(),
                route.to(),
                segments,
                histories(cluster, route.line().timeline(), promoting));
    }

    /** How much room they take. */
    public long bytes() {
        return (long) segments.size() * segmentSize.bytes();
    }

    /** How much is to be read for them, as stored. */
    public long storedBytes() {
        return segments.stream().mapToLong(WantedSegment::storedBytes).sum();
    }

    private static TimelineWal wal(Cluster cluster, Timeline timeline) {
        return cluster.timeline(timeline)
                .orElseThrow(() -> new IllegalArgumentException("the route is not of this cluster: " + timeline));
    }

    private static @Nullable Segment newest(WalShelf shelf) {
        return shelf.count() == 0 ? null : shelf.at(shelf.count() - 1).segment();
    }

    private static void addPartial(Cluster cluster, Route route, List<WantedSegment> segments) {
        if (segments.isEmpty()) {
            return;
        }
        Segment next = segments.getLast().segment().next();
        if (next.timeline().equals(route.line().timeline())
                && wal(cluster, next.timeline()).partials().contains(next)
                && wal(cluster, next.timeline()).segments().of(next).isEmpty()) {
            segments.add(new WantedSegment(next, List.of(), true));
        }
    }

    /** A server told to follow a line asks for some of those before it; one that looks for the newest asks for all, without gap. */
    private static List<Timeline> histories(Cluster cluster, Timeline target, boolean promoting) {
        List<Timeline> told = cluster.timelines().stream()
                .filter(wal -> !wal.history().isAbsent())
                .map(TimelineWal::timeline)
                .toList();
        List<Timeline> histories = new ArrayList<>(
                told.stream().filter(each -> each.compareTo(target) <= 0).toList());
        Timeline later = new Timeline(target.id() + 1);
        while (promoting && told.contains(later)) {
            histories.add(later);
            later = new Timeline(later.id() + 1);
        }
        return histories;
    }
}
