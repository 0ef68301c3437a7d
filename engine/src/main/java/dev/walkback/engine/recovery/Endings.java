package dev.walkback.engine.recovery;

import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why nothing after a window's last moment can be reached from it. */
final class Endings {

    private final Branches branches;
    private final Reach reach;
    private final SegmentSize size;
    private final Map<Long, Timeline> withoutPast = new HashMap<>();

    Endings(Branches branches, Reach reach) {
        this.branches = branches;
        this.reach = reach;
        this.size = branches.size();
        for (Branch branch : branches.all()) {
            if (branch.parent().isEmpty() && !branch.timeline().equals(Timeline.FIRST) && branch.hasWal()) {
                List<Coverage.Run> runs = branch.coverage().orElseThrow().runs();
                withoutPast.put(runs.getFirst().first().number(), branch.timeline());
            }
        }
    }

    Ending of(Branch branch, Lsn to) {
        if (to.equals(branch.enterableTo())) {
            return new Ending.HistoryMissing(branch.timeline());
        }
        Optional<Span> next = branch.readable().firstFromAfter(to);
        if (next.isPresent()) {
            return gap(branch, to, next.get().from());
        }
        int later = branch.childFrom(to);
        if (later < branch.childrenInPlace().size()) {
            return before(branch, to, branch.childrenInPlace().get(branch.leadingFrom(later)));
        }
        return atTheEnd(branch, to);
    }

    /** The line goes on with a child that leaves the branch here or later. */
    private Ending before(Branch branch, Lsn to, Branch child) {
        if (!child.readable().isEmpty() && to.isBefore(child.begin())) {
            return gap(branch, to, child.begin());
        }
        return notEntered(branch, child);
    }

    private Ending notEntered(Branch branch, Branch child) {
        if (!child.begin().isBefore(child.enterableTo())) {
            return new Ending.HistoryMissing(child.timeline());
        }
        return child.readable()
                .firstFromAfter(child.begin())
                .map(there -> gap(child, child.begin(), there.from()))
                .orElseGet(() -> new Ending.TimelineLeft(branch.timeline(), child.begin(), child.timeline()));
    }

    private Ending atTheEnd(Branch branch, Lsn to) {
        Timeline goesOn = goesOnWithoutPast(branch, size.numberOf(to));
        if (goesOn != null) {
            return new Ending.HistoryMissing(goesOn);
        }
        if (!branch.childrenInPlace().isEmpty()) {
            Branch child = branch.childrenInPlace().get(branch.leadingFrom(0));
            boolean endsThere = size.numberBefore(to) == size.numberOf(child.begin());
            return endsThere && reach.entry(child).isEmpty()
                    ? notEntered(branch, child)
                    : new Ending.TimelineLeft(branch.timeline(), child.begin(), child.timeline());
        }
        Timeline newest = branches.newest().orElse(branch.timeline());
        return branch.timeline().equals(newest)
                ? new Ending.ArchiveEnds(Segment.before(branch.timeline(), to, size))
                : new Ending.BranchEnds(branch.timeline(), newest);
    }

    /** A timeline of unknown past that begins with the segment that comes next, or with a copy of the last. */
    private @Nullable Timeline goesOnWithoutPast(Branch branch, long next) {
        for (long number = next - 1; number <= next; number++) {
            Timeline other = withoutPast.get(number);
            if (other != null && branch.timeline().compareTo(other) < 0) {
                return other;
            }
        }
        return null;
    }

    private Ending gap(Branch branch, Lsn from, Lsn to) {
        return new Ending.Gap(Segment.at(branch.timeline(), from, size), Segment.before(branch.timeline(), to, size));
    }
}
