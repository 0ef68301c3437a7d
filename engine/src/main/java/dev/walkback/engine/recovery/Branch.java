package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A timeline as a branch of its cluster's tree: its own WAL from the switch point on. Made, and only then shown, by {@link Branches}. */
public final class Branch {

    private static final Comparator<Branch> BY_BEGIN_THEN_NEWEST = Comparator.comparing(Branch::begin)
            .thenComparing(Comparator.comparing(Branch::newest).reversed());

    private final Timeline timeline;
    private final @Nullable Branch parent;
    private final Lsn begin;
    private final Lsn enterableTo;
    private final @Nullable TimelineWal wal;
    private List<Branch> children = new ArrayList<>();
    private Timeline newest;
    private Spans readable = new Spans(List.of());
    private int[] leading = {};

    Branch(Timeline timeline, @Nullable Branch parent, Lsn begin, Lsn enterableTo, @Nullable TimelineWal wal) {
        this.timeline = timeline;
        this.parent = parent;
        this.begin = begin;
        this.enterableTo = enterableTo;
        this.wal = wal;
        this.newest = timeline;
    }

    public Timeline timeline() {
        return timeline;
    }

    /** Empty for the first timeline, and for one of which nobody can say where it comes from. */
    public Optional<Branch> parent() {
        return Optional.ofNullable(parent);
    }

    /** Where it leaves its parent; the beginning of WAL where it has none. */
    public Lsn begin() {
        return begin;
    }

    /** By where they leave it; of those that leave at one place, the one that leads to the newest timeline first. */
    public List<Branch> children() {
        return List.copyOf(children);
    }

    /** The newest timeline that it leads to, itself included. */
    public Timeline newest() {
        return newest;
    }

    public Optional<Coverage> coverage() {
        return Optional.ofNullable(wal).map(TimelineWal::coverage);
    }

    public boolean hasWal() {
        return wal != null && !wal.coverage().runs().isEmpty();
    }

    /** Whether there is a history file of its own, even one that nobody can read. */
    boolean hasHistory() {
        return wal != null && !wal.history().isAbsent();
    }

    /** The bytes of its own that are there without a gap around the one at this position. */
    public Optional<Span> readableFrom(Lsn position) {
        return readable.covering(position.isBefore(begin) ? begin : position);
    }

    /**
     * How far who comes from its parent can get, as far as histories go: without end, unless its own history is missing and
     * only that of a descendant tells of it, which leaves it somewhere.
     */
    Lsn enterableTo() {
        return enterableTo;
    }

    /** Its own bytes that are there, in its own files or in the copies that its children begin with. */
    Spans readable() {
        return readable;
    }

    @Nullable
    TimelineWal wal() {
        return wal;
    }

    List<Branch> childrenInPlace() {
        return children;
    }

    void add(Branch child) {
        children.add(child);
    }

    /** The first child that leaves it at this position or after it, as an index; their number where there is none. */
    int childFrom(Lsn position) {
        int low = 0;
        int high = children.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (children.get(middle).begin.isBefore(position)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of the children from this index on the one that leads to the newest timeline, as an index. */
    int leadingFrom(int index) {
        return leading[index];
    }

    /** To be called for younger branches first. */
    void finish(Spans found) {
        readable = found;
        children.sort(BY_BEGIN_THEN_NEWEST);
        leading = new int[children.size()];
        for (int i = leading.length - 1; i >= 0; i--) {
            boolean later =
                    i + 1 < leading.length && children.get(i).newest.compareTo(children.get(leading[i + 1]).newest) < 0;
            leading[i] = later ? leading[i + 1] : i;
        }
        if (parent != null && parent.newest.compareTo(newest) < 0) {
            parent.newest = newest;
        }
    }

    @Override
    public String toString() {
        return "timeline " + timeline + " from " + begin;
    }
}
