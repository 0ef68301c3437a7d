package dev.walkback.engine.archive;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;

/** A timeline in an {@link ArchiveText}: what happened on it, in order. */
final class DrawnTimeline {

    private final DrawnCluster cluster;
    private final TimelineHistory history;
    private final boolean tellsHistory;
    private final List<Drawn> drawn = new ArrayList<>();
    private long place = 1;

    /** Either a segment in some state, or a backup. */
    sealed interface Drawn {
        record InState(Segment segment, char state) implements Drawn {}

        record Pushed(DrawnBackup backup) implements Drawn {}
    }

    DrawnTimeline(DrawnCluster cluster, TimelineHistory history, boolean tellsHistory) {
        this.cluster = cluster;
        this.history = history;
        this.tellsHistory = tellsHistory;
    }

    DrawnCluster cluster() {
        return cluster;
    }

    TimelineHistory history() {
        return history;
    }

    boolean tellsHistory() {
        return tellsHistory;
    }

    long place() {
        return place;
    }

    void goTo(long number) {
        if (number < place && !drawn.isEmpty()) {
            throw new IllegalArgumentException("drawn from left to right: " + Long.toHexString(number));
        }
        place = number;
    }

    void add(DrawnBackup backup) {
        drawn.add(new Drawn.Pushed(backup));
    }

    void add(char state) {
        drawn.add(new Drawn.InState(new Segment(history.timeline(), place, cluster.size()), state));
        place++;
    }

    List<Drawn> drawn() {
        return drawn;
    }

    List<DrawnBackup> backups() {
        return drawn.stream()
                .filter(Drawn.Pushed.class::isInstance)
                .map(each -> ((Drawn.Pushed) each).backup())
                .toList();
    }
}
