package dev.walkback.engine.recovery;

import dev.walkback.engine.recovery.Reach.Interval;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what lies between and after windows. What lies before all backups was never promised to anybody. */
final class UnreachableFinder {

    private static final Comparator<Unreachable> ORDER = Comparator.comparing(
                    (Unreachable span) -> span.from().timeline())
            .thenComparing(span -> span.from().lsn())
            .thenComparing(span -> span.to().timeline());

    private final Branches branches;
    private final Reach reach;
    private final StoredTimes times;
    private final List<Unreachable> found = new ArrayList<>();
    private final Map<Branch, Optional<Place>> before = new HashMap<>();
    private final Map<Branch, Lsn> crossedTo = new HashMap<>();

    /** A moment of a branch. */
    private record Place(Branch branch, Lsn moment) {}

    UnreachableFinder(Branches branches, Reach reach) {
        this.branches = branches;
        this.reach = reach;
        this.times = new StoredTimes(branches.size());
    }

    List<Unreachable> find() {
        for (Branch branch : branches.all()) {
            before.put(branch, lastBefore(branch));
            between(branch);
        }
        branches.youngestFirst().forEach(this::after);
        found.sort(ORDER);
        return List.copyOf(found);
    }

    /** The last moment that can be reached on the way to where this branch begins. */
    private Optional<Place> lastBefore(Branch branch) {
        if (branch.parent().isEmpty()) {
            return Optional.empty();
        }
        Branch parent = branch.parent().get();
        Optional<Interval> interval = reach.lastFromAtMost(parent, branch.begin());
        return interval.isEmpty()
                ? before.getOrDefault(parent, Optional.empty())
                : interval.map(
                        last -> new Place(parent, last.to().isBefore(branch.begin()) ? last.to() : branch.begin()));
    }

    private void between(Branch branch) {
        Optional<Place> last = before.getOrDefault(branch, Optional.empty());
        for (Interval interval : reach.of(branch)) {
            if (!interval.comesFromParent() && last.isPresent()) {
                add(last.get(), times.finish(branch, interval.nearest(interval.from())), branch, true);
            }
            last = Optional.of(new Place(branch, interval.to()));
        }
    }

    private void after(Branch branch) {
        List<Interval> intervals = reach.of(branch);
        Optional<Place> last = intervals.isEmpty()
                ? before.getOrDefault(branch, Optional.empty())
                : Optional.of(new Place(branch, intervals.getLast().to()));
        if (last.isEmpty() || branch.readable().isEmpty()) {
            return;
        }
        Lsn end = branch.readable().all().getLast().to();
        Lsn crossed = crossedTo.getOrDefault(branch, Lsn.NONE);
        Lsn from = intervals.isEmpty() ? branch.begin() : last.get().moment();
        if (from.isBefore(crossed)) {
            from = crossed;
            last = Optional.of(new Place(branch, crossed));
        }
        if (from.isBefore(end)) {
            add(last.get(), times.bound(branch, end), branch, false);
        }
    }

    /** Goes up to where it begins, or to where another span went before: forty thousand of them may have one way in common. */
    private void add(Place from, Bound to, Branch last, boolean isClosed) {
        List<Timeline> timelines = new ArrayList<>();
        Place begin = from;
        for (Branch branch = last;
                branch != from.branch();
                branch = branch.parent().orElseThrow()) {
            timelines.add(branch.timeline());
            Branch parent = branch.parent().orElseThrow();
            Lsn crossed = crossedTo.getOrDefault(parent, Lsn.NONE);
            if (!isClosed && branch.begin().isBefore(crossed)) {
                begin = new Place(parent, branch.begin());
                break;
            }
            if (crossed.isBefore(branch.begin())) {
                crossedTo.put(parent, branch.begin());
            }
        }
        timelines.add(begin.branch().timeline());
        Collections.reverse(timelines);
        found.add(new Unreachable(times.bound(begin.branch(), begin.moment()), to, isClosed, timelines));
    }
}
