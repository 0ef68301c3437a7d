package dev.walkback.engine.recovery;

import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which moments of each branch some backup leads to. */
final class Reach {

    /**
     * Moments of one branch, both ends included, that can be reached from the same backups.
     *
     * @param backups that finish within it, by finish
     * @param before the nearest that leads to its beginning from the parent; null where it begins with a backup
     */
    record Interval(
            Branch branch,
            Lsn from,
            Lsn to,
            List<Restorable> backups,
            @Nullable Restorable before) {

        boolean holds(Lsn moment) {
            return !moment.isBefore(from) && !to.isBefore(moment);
        }

        boolean comesFromParent() {
            return before != null;
        }

        /** The backup that a moment is best restored from. */
        Restorable nearest(Lsn moment) {
            int low = 0;
            int high = backups.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (moment.isBefore(backups.get(middle).finish())) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            Restorable nearest = low == 0 ? before : backups.get(low - 1);
            if (nearest == null) {
                throw new IllegalArgumentException(moment + " is before " + from);
            }
            return nearest;
        }
    }

    private final Map<Branch, List<Interval>> intervals = new HashMap<>();

    private Reach() {}

    static Reach of(Branches branches, Collection<Restorability> backups) {
        Map<Branch, List<Restorable>> byBranch = new HashMap<>();
        for (Restorability backup : backups) {
            if (backup instanceof Restorable restorable) {
                Branch branch = branches.of(restorable.timeline()).orElseThrow();
                byBranch.computeIfAbsent(branch, any -> new ArrayList<>()).add(restorable);
            }
        }
        Reach reach = new Reach();
        for (Branch branch : branches.all()) {
            List<Restorable> own = byBranch.getOrDefault(branch, List.of());
            reach.intervals.put(branch, reach.intervalsOf(branch, own));
        }
        return reach;
    }

    /** Ascending. */
    List<Interval> of(Branch branch) {
        return intervals.getOrDefault(branch, List.of());
    }

    /** The interval of a branch that holds this moment. */
    Optional<Interval> holding(Branch branch, Lsn moment) {
        return lastFromAtMost(branch, moment).filter(interval -> interval.holds(moment));
    }

    /** The last interval of a branch that begins at this moment or before it. */
    Optional<Interval> lastFromAtMost(Branch branch, Lsn moment) {
        List<Interval> all = of(branch);
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (moment.isBefore(all.get(middle).from())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == 0 ? Optional.empty() : Optional.of(all.get(low - 1));
    }

    /** The interval that a branch begins with when it can be entered from its parent. */
    Optional<Interval> entry(Branch branch) {
        List<Interval> all = of(branch);
        return all.isEmpty() || !all.getFirst().comesFromParent() ? Optional.empty() : Optional.of(all.getFirst());
    }

    private List<Interval> intervalsOf(Branch branch, List<Restorable> backups) {
        List<Interval> found = new ArrayList<>();
        arrival(branch).ifPresent(found::add);
        List<Restorable> ordered = backups.stream()
                .sorted(Comparator.comparing(Restorable::finish).thenComparing(Restorable::name))
                .toList();
        int joined = 0;
        for (int i = 0; i < ordered.size(); i++) {
            Interval next = from(branch, ordered.get(i));
            if (found.isEmpty() || found.getLast().to().isBefore(next.from())) {
                found.add(next);
                joined = i;
            } else {
                Interval last = found.removeLast();
                Lsn to = last.to().isBefore(next.to()) ? next.to() : last.to();
                found.add(new Interval(branch, last.from(), to, ordered.subList(joined, i + 1), last.before()));
            }
        }
        return List.copyOf(found);
    }

    private Optional<Interval> arrival(Branch branch) {
        Lsn begin = branch.begin();
        if (branch.parent().isEmpty() || !begin.isBefore(branch.enterableTo())) {
            return Optional.empty();
        }
        return holding(branch.parent().get(), begin)
                .flatMap(above -> branch.readable()
                        .covering(begin)
                        .map(span -> new Interval(
                                branch,
                                begin,
                                branch.enterableTo().isBefore(span.to()) ? branch.enterableTo() : span.to(),
                                List.of(),
                                above.nearest(begin))));
    }

    private static Interval from(Branch branch, Restorable backup) {
        Lsn start = backup.start().isBefore(branch.begin()) ? branch.begin() : backup.start();
        Lsn to = branch.readable()
                .covering(start)
                .map(Span::to)
                .filter(end -> backup.finish().isBefore(end))
                .orElse(backup.finish());
        return new Interval(branch, backup.finish(), to, List.of(backup), null);
    }
}
