package dev.walkback.engine.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
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

    ShelfAssembly filled(WalRows rows, int[] own, List<Finding> findings) {
        Timeline timeline = coverage.timeline();
        SegmentSize size = shelf.size();
        int[] fitting = Arrays.stream(own)
                .filter(row -> rows.withinLog(row) < size.segmentsPerLog())
                .toArray();
        if (fitting.length < own.length) {
            int other = Arrays.stream(own)
                    .filter(row -> rows.withinLog(row) >= size.segmentsPerLog())
                    .findFirst()
                    .orElseThrow();
            findings.add(Finding.of(
                            FindingCode.SEGMENT_OTHER_SIZE, rows.digits(other).name())
                    .with("objects", own.length - fitting.length)
                    .with("size", size.bytes()));
        }
        boolean plain = Arrays.stream(fitting)
                .anyMatch(row -> rows.extension(row) == AS_IT_IS && rows.bytes(row) == size.bytes());
        Columns columns = new Columns(timeline, size, plain, fitting.length);
        for (int row : fitting) {
            columns.add(rows, row);
        }
        columns.tell(findings);
        return columns.assembled();
    }

    /** The arrays of a shelf while they are filled, and the runs of usable segments. */
    private static final class Columns {

        private final Timeline timeline;
        private final SegmentSize size;
        private final boolean plain;
        private final long[] numbers;
        private final long[] bytes;
        private final long[] storedNanos;
        private final long[] identities;
        private final byte[] extensions;
        private final List<Coverage.Run> runs = new ArrayList<>();
        private final SegmentRuns twice = new SegmentRuns(FindingCode.SEGMENT_TWICE);
        private final SegmentRuns empty = new SegmentRuns(FindingCode.SEGMENT_EMPTY);
        private final SegmentRuns tooShort = new SegmentRuns(FindingCode.SEGMENT_WRONG_SIZE);
        private int count;
        private long runFirst;
        private long runLast = -1;

        /** @param plain whether segments are stored here as they are, and not encrypted */
        Columns(Timeline timeline, SegmentSize size, boolean plain, int room) {
            this.timeline = timeline;
            this.size = size;
            this.plain = plain;
            numbers = new long[room];
            bytes = new long[room];
            storedNanos = new long[room];
            identities = new long[room];
            extensions = new byte[room];
        }

        void add(WalRows rows, int row) {
            long number = rows.log(row) * size.segmentsPerLog() + rows.withinLog(row);
            numbers[count] = number;
            bytes[count] = rows.bytes(row);
            storedNanos[count] = rows.storedNanos(row);
            identities[count] = rows.identity(row);
            extensions[count] = rows.extension(row);
            if (count > 0 && numbers[count - 1] == number) {
                twice.add(number);
            }
            count++;
            if (bytes[count - 1] == 0) {
                empty.add(number);
            } else if (extensions[count - 1] == AS_IT_IS && isWrong(bytes[count - 1])) {
                tooShort.add(number);
            } else {
                cover(number);
            }
        }

        /** Too long may be encrypted, unless others of this timeline are plain to see. */
        private boolean isWrong(long stored) {
            return stored < size.bytes() || (plain && stored > size.bytes());
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

        void tell(List<Finding> findings) {
            twice.tell(timeline, size, findings);
            empty.tell(timeline, size, findings);
            tooShort.tell(timeline, size, findings);
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
