package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which timelines a server that is restored from a backup may be told to reach. It refuses one whose history does not hold
 * the backup, or left the backup's timeline before the backup finished.
 *
 * @param start the backup's own, which {@code current} means
 * @param legal those it accepts by number, oldest first
 * @param latest what {@code latest} comes to: the last number that has a history before the first that has none
 * @param hidden legal ones that {@code latest} does not get to see behind a missing number
 */
public record TimelineChoice(Timeline start, List<Timeline> legal, Timeline latest, List<Timeline> hidden) {

    public TimelineChoice {
        legal = List.copyOf(legal);
        hidden = List.copyOf(hidden);
    }

    public static TimelineChoice of(Cluster cluster, Branches branches, Restorable backup) {
        Set<Timeline> told = new HashSet<>();
        for (TimelineWal wal : cluster.timelines()) {
            if (!wal.history().isAbsent()) {
                told.add(wal.timeline());
            }
        }
        Timeline start = backup.timeline();
        Timeline latest = start;
        while (told.contains(new Timeline(latest.id() + 1 == 0 ? 1 : latest.id() + 1))) {
            latest = new Timeline(latest.id() + 1);
        }
        List<Timeline> legal = new ArrayList<>();
        List<Timeline> hidden = new ArrayList<>();
        for (Branch branch : branches.all()) {
            Timeline timeline = branch.timeline();
            if (isLegal(branches, timeline, backup)) {
                legal.add(timeline);
                if (latest.compareTo(timeline) < 0) {
                    hidden.add(timeline);
                }
            }
        }
        return new TimelineChoice(start, legal, latest, hidden);
    }

    /** Whether a server would start with the setting that is the default. */
    public boolean latestIsLegal() {
        return legal.contains(latest);
    }

    private static boolean isLegal(Branches branches, Timeline timeline, Restorable backup) {
        if (timeline.equals(backup.timeline())) {
            return true;
        }
        return branches.ancestry().isTold(timeline)
                && history(branches, timeline)
                        .filter(history -> history.contains(backup.timeline(), backup.finish()))
                        .isPresent();
    }

    private static Optional<TimelineHistory> history(Branches branches, Timeline timeline) {
        return branches.ancestry().history(timeline);
    }

    /** Of the backup that is to be restored, where it says which that is. */
    public static Optional<TimelineChoice> of(Cluster cluster, RecoveryWindows windows, Backup backup) {
        return windows.backup(backup.name())
                .filter(Restorable.class::isInstance)
                .map(restorable -> of(cluster, windows.branches(), (Restorable) restorable));
    }
}
