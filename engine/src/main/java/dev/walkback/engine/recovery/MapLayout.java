package dev.walkback.engine.recovery;

import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.recovery.TimelineMap.Bar;
import dev.walkback.engine.recovery.TimelineMap.Flag;
import dev.walkback.engine.recovery.TimelineMap.Fork;
import dev.walkback.engine.recovery.TimelineMap.Mark;
import dev.walkback.engine.recovery.TimelineMap.Row;
import dev.walkback.engine.recovery.TimelineMap.Scale;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lays a {@link TimelineMap} out. */
final class MapLayout {

    private final RecoveryWindows windows;
    private final Scale scale;
    private final int columns;
    private final SegmentSize size;
    private final MapAxis axis;
    private final StoredTimes times;
    private final Map<Branch, List<Flag>> flags = new HashMap<>();

    MapLayout(RecoveryWindows windows, Scale scale, int columns) {
        this.windows = windows;
        this.scale = scale;
        this.columns = columns;
        this.size = windows.branches().size();
        this.axis = MapAxis.over(windows, scale, columns);
        this.times = new StoredTimes(size);
    }

    TimelineMap map() {
        windows.backups().values().forEach(this::plant);
        List<Row> rows = new ArrayList<>();
        for (Branch branch : windows.branches().all()) {
            rows.add(row(branch));
        }
        return new TimelineMap(scale, columns, axis.ticks(), rows, bars());
    }

    private Row row(Branch branch) {
        Mark[] cells = new Mark[columns];
        Arrays.fill(cells, Mark.NOTHING);
        Fork fork = fork(branch);
        fill(branch, fork, cells);
        boolean isGrowing = branch.hasWal() && windows.branches().newest().equals(Optional.of(branch.timeline()));
        return new Row(branch.timeline(), Arrays.asList(cells), flags.getOrDefault(branch, List.of()), fork, isGrowing);
    }

    private void fill(Branch branch, @Nullable Fork fork, Mark[] cells) {
        List<Coverage.Run> runs = MapAxis.ownRuns(branch, size);
        int before = fork == null ? -1 : fork.column();
        List<int[]> gaps = new ArrayList<>();
        long expected = size.numberOf(branch.begin());
        for (int i = 0; i < runs.size(); i++) {
            Coverage.Run run = runs.get(i);
            int first = Math.max(before, axis.column(branch, run.first().end(), Math.max(0, before)));
            int last = Math.max(first, axis.column(branch, run.last().end(), first));
            Arrays.fill(cells, Math.max(0, first), last + 1, Mark.WAL);
            boolean isGap = i > 0 || (fork != null && run.first().number() > expected);
            if (isGap) {
                gaps.add(between(before, first));
            }
            before = last;
        }
        for (Branch child : branch.childrenInPlace()) {
            gapBeforeFork(branch, child, before, cells);
        }
        gaps.forEach(gap -> Arrays.fill(cells, gap[0], gap[1] + 1, Mark.LOST));
    }

    /** The cells between two, or the later of them where there is none between. */
    private static int[] between(int before, int after) {
        return before + 1 <= after - 1 ? new int[] {before + 1, after - 1} : new int[] {after, after};
    }

    /** WAL that ends before the place where a child goes on. */
    private void gapBeforeFork(Branch branch, Branch child, int last, Mark[] cells) {
        if (!branch.hasWal() || child.readable().isEmpty() || isReadUpTo(branch, child.begin())) {
            return;
        }
        if (branch.readable().firstFromAfter(child.begin()).isPresent()) {
            return;
        }
        int fork = axis.column(branch, child.begin(), last);
        int[] gap = between(last, Math.max(fork, last));
        Arrays.fill(cells, gap[0], gap[1] + 1, Mark.LOST);
    }

    private static boolean isReadUpTo(Branch branch, Lsn end) {
        return branch.readable()
                .lastFromAtMost(end)
                .filter(span -> !span.to().isBefore(end))
                .isPresent();
    }

    private @Nullable Fork fork(Branch branch) {
        Optional<Branch> parent = branch.parent();
        if (parent.isEmpty()) {
            return null;
        }
        Bound bound = times.fork(parent.get(), branch.begin(), branch);
        return new Fork(axis.column(bound, 0), parent.get().timeline(), branch.begin(), bound.about());
    }

    private void plant(Restorability backup) {
        Optional<Branch> branch = backup.backup().timeline().flatMap(windows.branches()::of);
        Optional<Lsn> finish = backup.backup().finish().or(() -> backup.backup().start());
        if (branch.isEmpty() || finish.isEmpty()) {
            return;
        }
        Bound bound = times.bound(
                branch.get(),
                finish.get(),
                backup.backup().finishTime().orElse(backup.backup().stored()));
        flags.computeIfAbsent(branch.get(), any -> new ArrayList<>())
                .add(new Flag(
                        axis.column(bound, 0),
                        backup.name(),
                        backup.backup().isDelta(),
                        backup.backup().isPermanent(),
                        backup instanceof Restorability.Restorable));
    }

    /** Each window in the first lane that has room for it, with a cell between it and what stands there. */
    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        List<Integer> lanes = new ArrayList<>();
        for (RecoveryWindow window : windows.windows()) {
            int first = axis.column(window.from(), 0);
            int last = Math.max(first, axis.column(window.to(), first));
            if (window.endsBecause() instanceof Ending.Gap && last == columns - 1 && last > first) {
                last--;
            }
            int lane = 0;
            while (lane < lanes.size() && lanes.get(lane) + 1 >= first) {
                lane++;
            }
            if (lane == lanes.size()) {
                lanes.add(last);
            } else {
                lanes.set(lane, last);
            }
            bars.add(new Bar(window.number(), lane, first, last, window.isGrowing()));
        }
        return bars;
    }
}
