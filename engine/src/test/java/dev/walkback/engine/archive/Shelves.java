package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Timelines for tests: each segment of a coverage is stored once, one second after the one before it. */
public final class Shelves {

    private Shelves() {}

    public static TimelineWal holding(
            Coverage coverage, SegmentSize size, Document<TimelineHistory> history, Instant from) {
        Timeline timeline = coverage.timeline();
        int count = Math.toIntExact(coverage.segments());
        long[] numbers = new long[count];
        long[] stored = new long[count];
        int next = 0;
        for (Coverage.Run run : coverage.runs()) {
            for (long number = run.first().number(); number <= run.last().number(); number++) {
                numbers[next] = number;
                stored[next++] = TimeUnit.SECONDS.toNanos(from.getEpochSecond() + number);
            }
        }
        long[] bytes = new long[count];
        Arrays.fill(bytes, size.bytes());
        WalShelf shelf =
                new WalShelf(timeline, size, numbers, bytes, stored, numbers.clone(), new byte[count], List.of(""));
        return new TimelineWal(timeline, history, null, coverage, shelf, List.of(), List.of(), List.of());
    }

    public static Segment segment(Timeline timeline, long number, SegmentSize size) {
        return new Segment(timeline, number, size);
    }
}
