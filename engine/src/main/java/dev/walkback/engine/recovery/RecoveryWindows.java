package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What of a cluster's history can be reached, and from which backups. Made at once and then only asked. */
public final class RecoveryWindows {

    private final Branches branches;
    private final List<RecoveryWindow> windows;
    private final List<Unreachable> unreachable;
    private final SequencedMap<BackupName, Restorability> backups;
    private final Map<BackupName, RecoveryWindow> byBackup = new HashMap<>();
    private final Map<Timeline, NavigableMap<Lsn, RecoveryWindow>> byPlace = new HashMap<>();

    private RecoveryWindows(
            Branches branches,
            List<RecoveryWindow> windows,
            List<Unreachable> unreachable,
            SequencedMap<BackupName, Restorability> backups) {
        this.branches = branches;
        this.windows = List.copyOf(windows);
        this.unreachable = List.copyOf(unreachable);
        this.backups = Collections.unmodifiableSequencedMap(backups);
        for (RecoveryWindow window : windows) {
            window.backups().forEach(name -> byBackup.put(name, window));
            window.spans()
                    .forEach(span -> byPlace.computeIfAbsent(span.timeline(), any -> new TreeMap<>())
                            .put(span.from(), window));
        }
    }

    /** Reads nothing and no clock: the same cluster gives the same windows. */
    public static RecoveryWindows of(Cluster cluster) {
        Branches branches = Branches.of(cluster);
        SequencedMap<BackupName, Restorability> backups = new Restorabilities(cluster, branches).all();
        Reach reach = Reach.of(branches, backups.values());
        return new RecoveryWindows(
                branches,
                new WindowFinder(branches, reach).find(),
                new UnreachableFinder(branches, reach).find(),
                backups);
    }

    /** The cluster's timelines. */
    public Branches branches() {
        return branches;
    }

    /** By timeline and position of where they begin. */
    public List<RecoveryWindow> windows() {
        return windows;
    }

    /** Between and after windows. */
    public List<Unreachable> unreachable() {
        return unreachable;
    }

    /** Every backup, in the cluster's order. */
    public SequencedMap<BackupName, Restorability> backups() {
        return backups;
    }

    public Optional<Restorability> backup(BackupName name) {
        return Optional.ofNullable(backups.get(name));
    }

    /** The window that a restorable backup finishes in: what it can be restored to along the line that leads on. */
    public Optional<RecoveryWindow> of(BackupName backup) {
        return Optional.ofNullable(byBackup.get(backup));
    }

    /** The window that holds the state at this position of this timeline; where one begins at another's end, the later. */
    public Optional<RecoveryWindow> holding(Timeline timeline, Lsn moment) {
        return Optional.ofNullable(byPlace.get(timeline))
                .flatMap(places -> Optional.ofNullable(places.floorEntry(moment)))
                .map(Map.Entry::getValue)
                .filter(window -> window.holds(timeline, moment));
    }

    /** The first window that comes to this timeline after this position. */
    public Optional<Lsn> nextReachable(Timeline timeline, Lsn moment) {
        return Optional.ofNullable(byPlace.get(timeline))
                .flatMap(places -> Optional.ofNullable(places.higherKey(moment)));
    }

    /** The window that begins, or comes to this timeline, at this very position. */
    public Optional<RecoveryWindow> beginningAt(Timeline timeline, Lsn moment) {
        return Optional.ofNullable(byPlace.get(timeline)).flatMap(places -> Optional.ofNullable(places.get(moment)));
    }
}
