package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What of a cluster's history can be reached, and from which backups.
 *
 * @param branches the cluster's timelines
 * @param windows by timeline and position of where they begin
 * @param unreachable between and after windows
 * @param backups every backup, in the cluster's order
 * @param reached the number of the window that holds each restorable backup's finish
 */
public record RecoveryWindows(
        Branches branches,
        List<RecoveryWindow> windows,
        List<Unreachable> unreachable,
        SequencedMap<BackupName, Restorability> backups,
        Map<BackupName, Integer> reached) {

    public RecoveryWindows {
        windows = List.copyOf(windows);
        unreachable = List.copyOf(unreachable);
        backups = java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(backups));
        reached = Map.copyOf(reached);
    }

    /** Reads nothing and no clock: the same cluster gives the same windows. */
    public static RecoveryWindows of(Cluster cluster) {
        Branches branches = Branches.of(cluster);
        SequencedMap<BackupName, Restorability> backups = new Restorabilities(cluster, branches).all();
        Reach reach = Reach.of(branches, backups.values());
        List<RecoveryWindow> windows = new WindowFinder(branches, reach).find();
        return new RecoveryWindows(
                branches, windows, new UnreachableFinder(branches, reach).find(), backups, numbers(windows));
    }

    public Optional<Restorability> backup(BackupName name) {
        return Optional.ofNullable(backups.get(name));
    }

    /** The window that a backup can be restored within, without choosing another timeline than the one that leads on. */
    public Optional<RecoveryWindow> of(BackupName backup) {
        return Optional.ofNullable(reached.get(backup)).map(number -> windows.get(number - 1));
    }

    /** A window that holds the state at this position of this timeline. */
    public Optional<RecoveryWindow> holding(Timeline timeline, Lsn moment) {
        return windows.stream().filter(window -> window.holds(timeline, moment)).findFirst();
    }

    private static Map<BackupName, Integer> numbers(List<RecoveryWindow> windows) {
        Map<BackupName, Integer> numbers = new java.util.HashMap<>();
        for (RecoveryWindow window : windows) {
            new ArrayList<>(window.backups()).forEach(name -> numbers.put(name, window.number()));
        }
        return numbers;
    }
}
