package dev.walkback.engine.archive;

import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The stored segments of one timeline, ascending by number, in columns: an archive of a million segments must fit into a
 * small heap, and forty bytes each do. A segment may be stored twice, under the extensions of two codecs.
 */
public final class WalShelf {

    /**
     * One object that holds a segment.
     *
     * @param extension with its dot, {@code .lz4}; empty where it is stored as it is
     * @param bytes as stored
     * @param identity of this very content: the same while the object is the same, by etag, size and time
     */
    public record Stored(Segment segment, String extension, long bytes, Instant stored, long identity) {

        /** Its key below {@code wal_005/}. */
        public String fileName() {
            return segment.name() + extension;
        }
    }

    private final Timeline timeline;
    private final SegmentSize size;
    private final long[] numbers;
    private final long[] bytes;
    private final long[] storedNanos;
    private final long[] identities;
    private final byte[] extensions;
    private final List<String> extensionNames;

    WalShelf(
            Timeline timeline,
            SegmentSize size,
            long[] numbers,
            long[] bytes,
            long[] storedNanos,
            long[] identities,
            byte[] extensions,
            List<String> extensionNames) {
        this.timeline = timeline;
        this.size = size;
        this.numbers = numbers;
        this.bytes = bytes;
        this.storedNanos = storedNanos;
        this.identities = identities;
        this.extensions = extensions;
        this.extensionNames = List.copyOf(extensionNames);
    }

    SegmentSize size() {
        return size;
    }

    /** How many objects; a segment that is stored twice counts twice. */
    public int count() {
        return numbers.length;
    }

    public Stored at(int index) {
        return new Stored(
                new Segment(timeline, numbers[index], size),
                extensionNames.get(extensions[index]),
                bytes[index],
                instant(storedNanos[index]),
                identities[index]);
    }

    /** Every object that holds this segment. */
    public List<Stored> of(Segment segment) {
        if (!segment.timeline().equals(timeline)) {
            return List.of();
        }
        int found = Arrays.binarySearch(numbers, segment.number());
        if (found < 0) {
            return List.of();
        }
        int first = found;
        while (first > 0 && numbers[first - 1] == segment.number()) {
            first--;
        }
        List<Stored> all = new ArrayList<>();
        for (int i = first; i < numbers.length && numbers[i] == segment.number(); i++) {
            all.add(at(i));
        }
        return List.copyOf(all);
    }

    /** Which segments there are, whatever their state. */
    public Coverage coverage() {
        List<Coverage.Run> runs = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= numbers.length; i++) {
            if (i == numbers.length || numbers[i] > numbers[i - 1] + 1) {
                runs.add(new Coverage.Run(segment(from), segment(i - 1)));
                from = i;
            }
        }
        return new Coverage(timeline, runs);
    }

    public long totalBytes() {
        return Arrays.stream(bytes).sum();
    }

    private Segment segment(int index) {
        return new Segment(timeline, numbers[index], size);
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1)), Math.floorMod(nanos, TimeUnit.SECONDS.toNanos(1)));
    }
}
