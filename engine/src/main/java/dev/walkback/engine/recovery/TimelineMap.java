package dev.walkback.engine.recovery;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's timelines on one axis of so many cells: WAL, gaps, backups, forks, and below them what can be reached. It says what
 * stands in which cell; how that looks is for who draws it.
 *
 * <p>A gap has at least one cell, however short it is beside the rest: it is what the map is looked at for.
 *
 * @param columns cells on the axis
 * @param rows oldest timeline first
 * @param bars the windows, in lanes where they would cover each other
 */
public record TimelineMap(Scale scale, int columns, List<Tick> ticks, List<Row> rows, List<Bar> bars) {

    /** What the axis measures. */
    public enum Scale {
        /** Segment numbers: exact, and long where much was written. */
        SEGMENTS,
        /** When segments were stored and backups finished: approximate. */
        TIME
    }

    /** What stands in a cell of a timeline's row, the weakest first: a cell shows the strongest thing that falls into it. */
    public enum Mark {
        NOTHING,
        WAL,
        LOST
    }

    /**
     * One timeline.
     *
     * @param cells as many as the map has columns
     * @param fork null for a timeline of unknown past, and for the first
     * @param isGrowing whether it is the one that the cluster goes on writing
     */
    public record Row(
            Timeline timeline,
            List<Mark> cells,
            List<Flag> backups,
            @Nullable Fork fork,
            boolean isGrowing) {

        public Row {
            cells = List.copyOf(cells);
            backups = List.copyOf(backups);
        }

        /** The last cell that holds anything; -1 where there is nothing. */
        public int lastColumn() {
            for (int column = cells.size() - 1; column >= 0; column--) {
                if (cells.get(column) != Mark.NOTHING) {
                    return column;
                }
            }
            return -1;
        }
    }

    /** A backup, in the cell where it finishes. */
    public record Flag(int column, BackupName backup, boolean isDelta, boolean isPermanent, boolean isRestorable) {}

    /** Where a timeline leaves its parent. */
    public record Fork(
            int column, Timeline parent, Lsn at, @Nullable Instant about) {}

    /**
     * A window.
     *
     * @param lane from 0: two windows of one lane do not touch
     * @param first cell, and {@code last}, both included
     */
    public record Bar(int window, int lane, int first, int last, boolean isGrowing) {}

    /**
     * A mark on the axis.
     *
     * @param segment null on an axis of time, and {@code about} on one of segments
     */
    public record Tick(
            int column, @Nullable Segment segment, @Nullable Instant about) {}

    public TimelineMap {
        ticks = List.copyOf(ticks);
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
    }

    /** Lays a cluster's windows out on so many cells; empty of rows where there is nothing to show. */
    public static TimelineMap of(RecoveryWindows windows, Scale scale, int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("a map needs room: " + columns);
        }
        return new MapLayout(windows, scale, columns).map();
    }
}
