package dev.walkback.engine.recovery;

import dev.walkback.engine.recovery.TimelineMap.Scale;
import dev.walkback.engine.recovery.TimelineMap.Tick;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From positions to cells. On an axis of time, what has no time of its own falls to the side of what came before it. */
final class MapAxis {

    private static final int CELLS_PER_TICK = 12;

    private final Scale scale;
    private final int columns;
    private final SegmentSize size;
    private final StoredTimes times;
    private final long low;
    private final long high;

    private MapAxis(Scale scale, int columns, SegmentSize size, long low, long high) {
        this.scale = scale;
        this.columns = columns;
        this.size = size;
        this.times = new StoredTimes(size);
        this.low = low;
        this.high = high;
    }

    static MapAxis over(RecoveryWindows windows, Scale scale, int columns) {
        Extent extent = new Extent();
        SegmentSize size = windows.branches().size();
        StoredTimes times = new StoredTimes(size);
        for (Branch branch : windows.branches().all()) {
            for (Coverage.Run run : ownRuns(branch, size)) {
                if (scale == Scale.SEGMENTS) {
                    extent.include(run.first().number());
                    extent.include(run.last().number());
                } else {
                    extent.include(times.bound(branch, run.first().end()).about());
                    extent.include(times.bound(branch, run.last().end()).about());
                }
            }
        }
        for (Restorability backup : windows.backups().values()) {
            if (scale == Scale.TIME) {
                extent.include(
                        backup.backup().finishTime().orElse(backup.backup().stored()));
            } else {
                backup.backup().finish().map(size::numberBefore).ifPresent(extent::include);
            }
        }
        return new MapAxis(scale, columns, size, extent.low, extent.high);
    }

    /** The runs that are its own: a file from before it began is a stray. */
    static List<Coverage.Run> ownRuns(Branch branch, SegmentSize size) {
        long first = size.numberOf(branch.begin());
        List<Coverage.Run> runs = branch.coverage().map(Coverage::runs).orElse(List.of());
        if (runs.isEmpty() || runs.getFirst().first().number() >= first) {
            return runs;
        }
        List<Coverage.Run> own = new ArrayList<>();
        for (Coverage.Run run : runs) {
            if (run.last().number() >= first) {
                long from = Math.max(first, run.first().number());
                own.add(new Coverage.Run(new Segment(branch.timeline(), from, size), run.last()));
            }
        }
        return own;
    }

    /** The cell of the last byte before a position. */
    int column(Branch branch, Lsn moment, int otherwise) {
        return scale == Scale.SEGMENTS
                ? column(size.numberBefore(moment))
                : column(times.bound(branch, moment).about(), otherwise);
    }

    int column(Bound bound, int otherwise) {
        return scale == Scale.SEGMENTS ? column(bound.segment().number()) : column(bound.about(), otherwise);
    }

    List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        for (int column = 0; column < columns && low <= high; column += CELLS_PER_TICK) {
            long value = value(column);
            ticks.add(
                    scale == Scale.SEGMENTS
                            ? new Tick(column, new Segment(Timeline.FIRST, value, size), null)
                            : new Tick(column, null, Instant.ofEpochSecond(value)));
        }
        return ticks;
    }

    private int column(@Nullable Instant about, int otherwise) {
        return about == null ? otherwise : column(about.getEpochSecond());
    }

    private int column(long value) {
        if (value <= low) {
            return 0;
        }
        return value >= high
                ? lastColumn()
                : scaled(value - low, columns, width()).intValueExact();
    }

    private long value(int column) {
        return low + scaled(column, width(), columns).longValueExact();
    }

    private int lastColumn() {
        return scaled(high - low, columns, width()).intValueExact();
    }

    private long width() {
        return high - low + 1;
    }

    /** Segment numbers may be as large as positions allow, and a product of two such does not fit. */
    private static BigInteger scaled(long value, long by, long over) {
        return BigInteger.valueOf(value).multiply(BigInteger.valueOf(by)).divide(BigInteger.valueOf(over));
    }

    /** The smallest and the largest of what is to be shown. */
    private static final class Extent {

        private long low = Long.MAX_VALUE;
        private long high = Long.MIN_VALUE;

        void include(long value) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }

        void include(@Nullable Instant about) {
            if (about != null) {
                include(about.getEpochSecond());
            }
        }
    }
}
