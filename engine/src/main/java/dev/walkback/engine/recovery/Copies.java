package dev.walkback.engine.recovery;

import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The copies of their ancestors' bytes that timelines begin with. After a failover the last segment of the old timeline often
 * was never archived whole: what it held up to the switch point is in the new timeline's first file all the same.
 */
final class Copies {

    private final SegmentSize size;
    private final Map<Branch, NavigableMap<Long, Lsn>> upTo = new HashMap<>();

    private Copies(SegmentSize size) {
        this.size = size;
    }

    static Copies in(Collection<Branch> branches, SegmentSize size) {
        Copies copies = new Copies(size);
        branches.forEach(copies::follow);
        return copies;
    }

    /** What can be read of a branch, in its own files or in copies. */
    Spans readable(Branch branch) {
        NavigableMap<Long, Lsn> copied = upTo.getOrDefault(branch, new TreeMap<>());
        List<Coverage.Run> runs = branch.coverage().map(Coverage::runs).orElse(List.of());
        List<Span> spans = new ArrayList<>(runs.size() + copied.size());
        for (Coverage.Run run : runs) {
            copied.headMap(run.first().number()).forEach((number, to) -> addCopy(spans, branch, number, to));
            copied = copied.tailMap(run.first().number(), true);
            add(spans, branch, run.first().start(), run.last().end());
        }
        copied.forEach((number, to) -> addCopy(spans, branch, number, to));
        return Spans.joining(spans);
    }

    /** A file holds bytes of each ancestor that was left within its reach. */
    private void follow(Branch branch) {
        if (!branch.hasWal() || branch.parent().isEmpty()) {
            return;
        }
        Segment first = Segment.at(branch.timeline(), branch.begin(), size);
        if (branch.coverage().filter(there -> there.contains(first)).isEmpty()) {
            return;
        }
        Branch child = branch;
        while (child.parent().isPresent() && first.start().isBefore(child.begin())) {
            Branch parent = child.parent().get();
            Segment own = first.on(parent.timeline());
            if (parent.coverage().filter(there -> there.contains(own)).isEmpty()) {
                upTo.computeIfAbsent(parent, any -> new TreeMap<>())
                        .merge(first.number(), child.begin(), (one, other) -> one.isBefore(other) ? other : one);
            }
            child = parent;
        }
    }

    private void addCopy(List<Span> spans, Branch branch, long number, Lsn to) {
        add(spans, branch, new Segment(branch.timeline(), number, size).start(), to);
    }

    private static void add(List<Span> spans, Branch branch, Lsn from, Lsn to) {
        Lsn begin = from.isBefore(branch.begin()) ? branch.begin() : from;
        if (begin.isBefore(to)) {
            spans.add(new Span(branch.timeline(), begin, to));
        }
    }
}
