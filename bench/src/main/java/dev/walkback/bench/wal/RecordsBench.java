package dev.walkback.bench.wal;

import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.change.ChangedPagesSource;
import dev.walkback.engine.wal.change.Changes;
import dev.walkback.engine.wal.change.ChangesRequest;
import dev.walkback.engine.wal.record.SegmentScan;
import dev.walkback.engine.wal.record.WalEnd;
import dev.walkback.engine.wal.record.WalFiles;
import dev.walkback.engine.wal.record.WalRecords;
import dev.walkback.engine.wal.record.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the WAL in a folder over and over: {@code RecordsBench PG_WAL FIRST_SEGMENT [RUNS]}. What is printed is megabytes a second of the
 * one thread's own CPU time, the first run with a cold compiler.
 */
final class RecordsBench {

    private final Path folder;
    private final Segment first;
    private long bytes;
    private long records;
    private WalEnd end = new WalEnd.Reached(Lsn.NONE);

    private RecordsBench(Path folder, Segment first) {
        this.folder = folder;
        this.first = first;
    }

    private interface Way {
        long bytes() throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        RecordsBench bench = new RecordsBench(
                Path.of(arguments[0]),
                new Segment(Timeline.FIRST, Long.parseLong(arguments[1], 16), SegmentSize.USUAL));
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        for (int run = 0; run < runs; run++) {
            bench.measured("records and block references", bench::records);
            bench.measured("the same, all content held", bench::contents);
            bench.measured("changed pages", bench::changes);
            bench.measured("segments, with their digests", bench::segments);
        }
    }

    private void measured(String what, Way way) throws IOException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long read = way.bytes();
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-30s %7.0f MB %9d records %7.3f s CPU %7.0f MB/s%n",
                what,
                read / 1e6,
                records,
                seconds,
                read / 1e6 / seconds);
    }

    private long records() throws IOException {
        return read(Wanted.NOTHING);
    }

    private long contents() throws IOException {
        return read(Wanted.ALL);
    }

    private long read(Wanted wanted) throws IOException {
        records = 0;
        long blocks = 0;
        WalRecords.Stretch all = new WalRecords.Stretch(first.start(), Lsn.LAST, first.size(), null);
        try (WalRecords wal = WalRecords.of(all, this::open, wanted)) {
            while (wal.next()) {
                records++;
                blocks += wal.record().blocks();
            }
            end = wal.end();
            bytes = wal.bytesRead();
        }
        if (blocks == 0) {
            throw new IllegalStateException("no block was referred to");
        }
        return bytes;
    }

    private long changes() {
        Changes changes = ChangedPagesSource.of(new ChangesRequest(
                DeltaWish.Changes.BY_MAPS_ONLY,
                TimelineHistory.none(Timeline.FIRST),
                Timeline.FIRST,
                first.start(),
                first.start(),
                end.at(),
                first.size(),
                null,
                ChangesRequest.USUAL_PAGES_PER_FILE,
                folder,
                null));
        if (!changes.areKnown()) {
            throw new IllegalStateException(changes.doubts().toString());
        }
        return changes.bytesRead();
    }

    private long segments() throws IOException {
        long read = 0;
        for (Segment at = first; at.end().compareTo(end.at()) <= 0; at = at.next()) {
            try (InputStream in = Files.newInputStream(folder.resolve(at.name()))) {
                read += SegmentScan.read(in, at).bytes();
            }
        }
        return read;
    }

    private Optional<WalFiles.Opened> open(long number) throws IOException {
        Segment segment = new Segment(first.timeline(), number, first.size());
        Path file = folder.resolve(segment.name());
        return Files.exists(file)
                ? Optional.of(new WalFiles.Opened(segment, Files.newInputStream(file)))
                : Optional.empty();
    }
}
