package dev.walkback.engine.restore.choice;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.List;

/** What is brought for a backup that was chosen. */
record Way(Line line, Place place) {

    /** Behind a target that is known only about, so much more is brought, as stored: idle segments take next to none of it. */
    private static final long BEHIND_BYTES = 256L << 20;

    /** A record that begins before the target's segment ends may be in several. */
    private static final int BEHIND_SEGMENTS = 2;

    Decision decision(Aim aim, Restorable backup, Work work, List<Alternative> others) {
        Lsn reach = line.reach(backup);
        Lsn needed = place.end(line, backup);
        return new Decision(
                aim,
                line.timeline(),
                line.isTold(),
                backup,
                line.route(backup.start(), brought(needed, reach)),
                place.certainty() == Certainty.NOT_LOOKED_FOR ? null : needed,
                place.certainty(),
                needed.isBefore(reach),
                reach.isBefore(line.end())
                        ? line.route(backup.start(), Lsn.LAST).missing()
                        : null,
                histories(),
                work,
                others);
    }

    /** As it was decided before. */
    Decision again(Aim aim, Restorable backup, Route route, Pins pins, Work work) {
        return new Decision(
                aim,
                line.timeline(),
                line.isTold(),
                backup,
                route,
                pins.place(),
                pins.certainty(),
                pins.goesOn(),
                null,
                pins.histories(),
                work,
                List.of());
    }

    private Lsn brought(Lsn needed, Lsn reach) {
        if (!needed.isBefore(reach)) {
            return reach;
        }
        Segment next = Segment.before(line.timeline(), needed, line.size()).next();
        long bytes = 0;
        int count = 0;
        while (next.start().isBefore(reach) && (count < BEHIND_SEGMENTS || (isVague() && bytes < BEHIND_BYTES))) {
            bytes += stored(next);
            count++;
            next = next.next();
        }
        return next.start().isBefore(reach) ? next.start() : reach;
    }

    private boolean isVague() {
        return place.certainty() == Certainty.BY_STORED_TIMES;
    }

    private long stored(Segment segment) {
        Cluster cluster = line.cluster();
        Timeline on = line.history().at(segment.end().plus(-1));
        return cluster.timeline(on).map(TimelineWal::segments).stream()
                .flatMap(shelf -> shelf.of(segment.on(on)).stream())
                .mapToLong(WalShelf.Stored::bytes)
                .sum();
    }

    /** All before, of which a server asks for some; and those after that it finds when it looks for a number of its own. */
    private List<Timeline> histories() {
        List<Timeline> histories = new ArrayList<>();
        for (TimelineWal wal : line.cluster().timelines()) {
            if (wal.timeline().compareTo(line.timeline()) <= 0 && hasFile(wal.timeline())) {
                histories.add(wal.timeline());
            }
        }
        Timeline next = line.timeline();
        while (next.id() != -1 && hasFile(new Timeline(next.id() + 1))) {
            next = new Timeline(next.id() + 1);
            histories.add(next);
        }
        return histories;
    }

    private boolean hasFile(Timeline timeline) {
        return line.cluster()
                .timeline(timeline)
                .filter(wal -> !wal.history().isAbsent())
                .isPresent();
    }
}
