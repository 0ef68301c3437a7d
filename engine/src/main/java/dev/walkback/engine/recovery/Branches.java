package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's timelines as the tree that they are: each leaves its parent at its switch point.
 *
 * <p>A position of a timeline is the same moment for all that descend from it after that position, so what can be reached is
 * told once for each branch and never once for each way through the tree: an archive may have forty thousand timelines.
 */
public final class Branches {

    private final SegmentSize size;
    private final Ancestry ancestry;
    private final NavigableMap<Timeline, Branch> byTimeline;

    private Branches(SegmentSize size, Ancestry ancestry, NavigableMap<Timeline, Branch> byTimeline) {
        this.size = size;
        this.ancestry = ancestry;
        this.byTimeline = byTimeline;
    }

    public static Branches of(Cluster cluster) {
        Map<Timeline, TimelineWal> wal = new HashMap<>();
        cluster.timelines().forEach(each -> wal.put(each.timeline(), each));
        Ancestry ancestry = Ancestry.of(cluster);
        NavigableMap<Timeline, Branch> branches = new TreeMap<>();
        for (Timeline timeline : ancestry.timelines()) {
            Optional<Ancestry.Link> link = ancestry.link(timeline);
            Lsn begin = link.map(Ancestry.Link::at).orElse(Lsn.NONE);
            Branch parent = grownBefore(
                    begin, link.map(Ancestry.Link::parent).map(branches::get).orElse(null));
            Branch branch = new Branch(timeline, parent, begin, ancestry.enterableTo(timeline), wal.get(timeline));
            branches.put(timeline, branch);
            if (parent != null) {
                parent.add(branch);
            }
        }
        Branches tree = new Branches(cluster.segmentSize(), ancestry, branches);
        Copies copies = Copies.in(branches.values(), cluster.segmentSize());
        for (Branch branch : tree.youngestFirst()) {
            branch.finish(copies.readable(branch));
        }
        return tree;
    }

    /** A timeline that was left where it begins has nothing of its own to offer: its child grows from where it grew. */
    private static @Nullable Branch grownBefore(Lsn begin, @Nullable Branch parent) {
        Branch grown = parent;
        while (grown != null && grown.parent().isPresent() && grown.begin().equals(begin)) {
            grown = grown.parent().get();
        }
        return grown;
    }

    /** Oldest first, so that a parent comes before its children. */
    public Collection<Branch> all() {
        return Collections.unmodifiableCollection(byTimeline.values());
    }

    Collection<Branch> youngestFirst() {
        return Collections.unmodifiableCollection(byTimeline.descendingMap().values());
    }

    public Optional<Branch> of(Timeline timeline) {
        return Optional.ofNullable(byTimeline.get(timeline));
    }

    /** The branch that the newest timeline ends: the cluster's present, as far as the archive knows. */
    public Optional<Timeline> newest() {
        return byTimeline.isEmpty() ? Optional.empty() : Optional.of(byTimeline.lastKey());
    }

    /** The newest of which the archive holds WAL or a history; a backup alone does not make a timeline. */
    public Optional<Timeline> newestStored() {
        return youngestFirst().stream()
                .filter(branch -> branch.hasWal() || branch.hasHistory())
                .map(Branch::timeline)
                .findFirst();
    }

    /** The branches from the root to this one. */
    public List<Branch> lineTo(Branch branch) {
        List<Branch> line = new ArrayList<>();
        Branch next = branch;
        while (next != null) {
            line.add(next);
            next = next.parent().orElse(null);
        }
        Collections.reverse(line);
        return line;
    }

    /** Tells what is missing on each timeline that an unreachable span lies on. */
    public void forEachGap(Unreachable span, Consumer<Ending.Gap> gaps) {
        Lsn from = span.from().lsn();
        List<Branch> line = span.timelines().stream()
                .map(this::of)
                .flatMap(Optional::stream)
                .toList();
        for (int i = 0; i < line.size(); i++) {
            Lsn to = i + 1 < line.size() ? line.get(i + 1).begin() : span.to().lsn();
            forEachGap(line.get(i), from, to, gaps);
            from = to;
        }
    }

    private void forEachGap(Branch branch, Lsn from, Lsn to, Consumer<Ending.Gap> gaps) {
        Lsn next = from;
        for (Span there : branch.readable().endingAfter(from)) {
            if (!next.isBefore(to)) {
                return;
            }
            if (next.isBefore(there.from())) {
                gaps.accept(gap(branch, next, there.from().isBefore(to) ? there.from() : to));
            }
            next = there.to();
        }
        if (next.isBefore(to)) {
            gaps.accept(gap(branch, next, to));
        }
    }

    private Ending.Gap gap(Branch branch, Lsn from, Lsn to) {
        return new Ending.Gap(Segment.at(branch.timeline(), from, size), Segment.before(branch.timeline(), to, size));
    }

    public Ancestry ancestry() {
        return ancestry;
    }

    public SegmentSize size() {
        return size;
    }
}
