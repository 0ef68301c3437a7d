package dev.walkback.engine.recovery;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.Reach.Interval;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what can be reached apart into windows. Where timelines part, a window follows the child that leads to the newest
 * timeline; each other child, and what the parent did afterwards, begins a window of its own.
 */
final class WindowFinder {

    private static final Comparator<RecoveryWindow> ORDER = Comparator.comparing(
                    (RecoveryWindow window) -> window.from().timeline())
            .thenComparing(window -> window.from().lsn());

    private final Reach reach;
    private final Branches branches;
    private final Endings endings;
    private final StoredTimes times;
    private final Set<Interval> continued = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Head> heads = new ArrayDeque<>();

    /**
     * Where a window begins.
     *
     * @param child of the interval's branch: the first that it may still go on with
     * @param isRest whether it is what a parent did after it was left
     */
    private record Head(Interval interval, Bound from, int child, boolean isRest) {}

    WindowFinder(Branches branches, Reach reach) {
        this.branches = branches;
        this.reach = reach;
        this.endings = new Endings(branches, reach);
        this.times = new StoredTimes(branches.size());
    }

    List<RecoveryWindow> find() {
        List<RecoveryWindow> found = new ArrayList<>();
        for (Branch branch : branches.all()) {
            for (Interval interval : reach.of(branch)) {
                if (!continued.contains(interval)) {
                    heads.add(head(interval));
                }
                while (!heads.isEmpty()) {
                    found.add(window(heads.remove()));
                }
            }
        }
        found.sort(ORDER);
        List<RecoveryWindow> numbered = new ArrayList<>(found.size());
        for (RecoveryWindow window : found) {
            numbered.add(window.numbered(numbered.size() + 1));
        }
        return numbered;
    }

    private Head head(Interval interval) {
        Branch branch = interval.branch();
        Bound from = interval.comesFromParent()
                ? times.fork(branch, interval.from(), branch.parent().orElseThrow())
                : times.finish(branch, interval.nearest(interval.from()));
        return new Head(interval, from, branch.childFrom(interval.from()), false);
    }

    private RecoveryWindow window(Head head) {
        List<Span> spans = new ArrayList<>();
        List<BackupName> backups = new ArrayList<>();
        Restorable startsWith = head.interval().nearest(head.from().lsn());
        Interval interval = head.interval();
        Lsn from = head.from().lsn();
        int child = head.child();
        boolean isRest = head.isRest();
        while (true) {
            Branch branch = interval.branch();
            Optional<Interval> next = next(interval, child);
            Lsn to = next.map(Interval::from).orElse(interval.to());
            spans.add(new Span(branch.timeline(), from, to));
            addBackups(interval, from, to, isRest, backups);
            if (next.isEmpty()) {
                return new RecoveryWindow(
                        0,
                        head.from(),
                        times.bound(branch, to),
                        spans,
                        startsWith.name(),
                        backups,
                        endings.of(branch, to));
            }
            if (to.isBefore(interval.to())) {
                Bound rest = times.fork(branch, to, next.get().branch());
                heads.add(new Head(interval, rest, branch.leadingFrom(child) + 1, true));
            }
            continued.add(next.get());
            interval = next.get();
            from = to;
            child = interval.branch().childFrom(from);
            isRest = false;
        }
    }

    /** Where the line that leads to the newest timeline goes on from here, if it can be followed. */
    private Optional<Interval> next(Interval interval, int child) {
        Branch branch = interval.branch();
        if (child >= branch.childrenInPlace().size()) {
            return Optional.empty();
        }
        Branch leading = branch.childrenInPlace().get(branch.leadingFrom(child));
        return interval.holds(leading.begin()) ? reach.entry(leading) : Optional.empty();
    }

    /** What is left of a parent does not hold the backups that finish where it was left. */
    private static void addBackups(Interval interval, Lsn from, Lsn to, boolean isRest, List<BackupName> backups) {
        for (Restorable backup : interval.backups()) {
            boolean begun =
                    isRest ? from.isBefore(backup.finish()) : !backup.finish().isBefore(from);
            if (begun && !to.isBefore(backup.finish())) {
                backups.add(backup.name());
            }
        }
    }
}
