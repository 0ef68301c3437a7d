package dev.walkback.engine.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import java.util.ArrayList;
import java.util.List;

/** One timeline's shelf, and what of it can be of use: an object that is empty, or as it is and of another size, cannot. */
record ShelfAssembly(WalShelf shelf, Coverage coverage) {

    private static final byte AS_IT_IS = 0;

    static ShelfAssembly empty(Timeline timeline, SegmentSize size) {
        return new ShelfAssembly(
                new WalShelf(
                        timeline,
                        size,
                        new long[0],
                        new long[0],
                        new long[0],
                        new long[0],
                        new byte[0],
                        WalRows.EXTENSIONS),
                new Coverage(timeline, List.of()));
    }

    ShelfAssembly filled(WalRows rows, int from, int to, List<Finding> findings) {
        Timeline timeline = coverage.timeline();
        SegmentSize size = shelf.size();
        int fit = 0;
        for (int row = from; row < to; row++) {
            fit += rows.withinLog(row) < size.segmentsPerLog() ? 1 : 0;
        }
        Columns columns = new Columns(timeline, size, fit);
        int others = 0;
        for (int row = from; row < to; row++) {
            if (rows.withinLog(row) < size.segmentsPerLog()) {
                columns.add(rows, row, findings);
            } else if (others++ == 0) {
                findings.add(Finding.of(
                                FindingCode.SEGMENT_OTHER_SIZE,
                                new WalFile.Digits(timeline, rows.log(row), rows.withinLog(row)).name())
                        .with("objects", to - from - fit)
                        .with("size", size.bytes()));
            }
        }
        return columns.assembled();
    }

    /** The arrays of a shelf while they are filled, and the runs of usable segments. */
    private static final class Columns {

        private final Timeline timeline;
        private final SegmentSize size;
        private final long[] numbers;
        private final long[] bytes;
        private final long[] storedNanos;
        private final long[] identities;
        private final byte[] extensions;
        private final List<Coverage.Run> runs = new ArrayList<>();
        private int count;
        private long runFirst;
        private long runLast = -1;

        Columns(Timeline timeline, SegmentSize size, int room) {
            this.timeline = timeline;
            this.size = size;
            numbers = new long[room];
            bytes = new long[room];
            storedNanos = new long[room];
            identities = new long[room];
            extensions = new byte[room];
        }

        void add(WalRows rows, int row, List<Finding> findings) {
            long number = rows.log(row) * size.segmentsPerLog() + rows.withinLog(row);
            numbers[count] = number;
            bytes[count] = rows.bytes(row);
            storedNanos[count] = rows.storedNanos(row);
            identities[count] = rows.identity(row);
            extensions[count] = rows.extension(row);
            if (count > 0 && numbers[count - 1] == number) {
                findings.add(
                        Finding.of(FindingCode.SEGMENT_TWICE, segment(number).name()));
            }
            count++;
            if (bytes[count - 1] == 0) {
                findings.add(
                        Finding.of(FindingCode.SEGMENT_EMPTY, segment(number).name()));
            } else if (extensions[count - 1] == AS_IT_IS && bytes[count - 1] < size.bytes()) {
                findings.add(Finding.of(
                                FindingCode.SEGMENT_WRONG_SIZE, segment(number).name())
                        .with("bytes", bytes[count - 1])
                        .with("size", size.bytes()));
            } else {
                cover(number);
            }
        }

        private void cover(long number) {
            if (runLast >= 0 && number > runLast + 1) {
                endRun();
            }
            if (runLast < 0) {
                runFirst = number;
            }
            runLast = number;
        }

        private void endRun() {
            runs.add(new Coverage.Run(segment(runFirst), segment(runLast)));
            runLast = -1;
        }

        ShelfAssembly assembled() {
            if (runLast >= 0) {
                endRun();
            }
            return new ShelfAssembly(
                    new WalShelf(
                            timeline, size, numbers, bytes, storedNanos, identities, extensions, WalRows.EXTENSIONS),
                    new Coverage(timeline, runs));
        }

        private Segment segment(long number) {
            return new Segment(timeline, number, size);
        }
    }
}
