package dev.walkback.engine.wal;

import java.util.Locale;

/**
 * One WAL file's place: a timeline and a number, counted in segments of one size from the beginning of WAL.
 *
 * @param number from 0, though the first that a cluster ever writes is 1
 */
public record Segment(Timeline timeline, long number, SegmentSize size) implements Comparable<Segment> {

    public Segment {
        if (number < 0 || number > Long.divideUnsigned(-1, size.bytes())) {
            throw new IllegalArgumentException("no segment of " + size + " has the number " + number);
        }
    }

    /** The segment that holds the byte at this position. */
    public static Segment at(Timeline timeline, Lsn lsn, SegmentSize size) {
        return new Segment(timeline, size.numberOf(lsn), size);
    }

    /** The segment that holds the last byte before this position. */
    public static Segment before(Timeline timeline, Lsn end, SegmentSize size) {
        return new Segment(timeline, size.numberBefore(end), size);
    }

    public Lsn start() {
        return new Lsn(number * size.bytes());
    }

    /** The first position that is not in it any more; after the very last segment no position is left, and the last is taken. */
    public Lsn end() {
        Lsn end = start().plus(size.bytes());
        return end.equals(Lsn.NONE) ? Lsn.LAST : end;
    }

    public Segment next() {
        return new Segment(timeline, number + 1, size);
    }

    public Segment previous() {
        return new Segment(timeline, number - 1, size);
    }

    public Segment on(Timeline other) {
        return new Segment(other, number, size);
    }

    /** The 24 digits that PostgreSQL names the file by. */
    public String name() {
        return String.format(Locale.ROOT, "%08X%08X%08X", timeline.id(), log(), withinLog());
    }

    /** {@code 2/0/A3}: timeline in decimal, log and place in it in hex, no leading zeros but for two digits of the last. */
    public String shortName() {
        return String.format(Locale.ROOT, "%s/%X/%02X", timeline, log(), withinLog());
    }

    @Override
    public int compareTo(Segment other) {
        int byTimeline = timeline.compareTo(other.timeline);
        return byTimeline != 0 ? byTimeline : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
        return name();
    }

    private long log() {
        return number / size.segmentsPerLog();
    }

    private long withinLog() {
        return number % size.segmentsPerLog();
    }
}
