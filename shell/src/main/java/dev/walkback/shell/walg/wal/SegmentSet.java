package dev.walkback.shell.walg.wal;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The segments of one timeline that are in the storage, by number, kept as runs: a listing comes in order, so that a million
 * segments without gaps take no more room than one.
 */
public final class SegmentSet {

    /** First number of a run to its last. */
    private final NavigableMap<Long, Long> runs = new TreeMap<>();

    private long count;

    /** What is told of numbers while going down over them. */
    @FunctionalInterface
    public interface Visitor {

        /** @param present whether all from {@code least} to {@code most} are there, or none */
        void run(long least, long most, boolean present);
    }

    void add(long number) {
        Map.Entry<Long, Long> below = runs.floorEntry(number);
        if (below != null && number <= below.getValue()) {
            return;
        }
        count++;
        long least = below != null && below.getValue() == number - 1 ? below.getKey() : number;
        Long joined = runs.remove(number + 1);
        runs.put(least, joined == null ? number : joined);
    }

    public boolean contains(long number) {
        Map.Entry<Long, Long> below = runs.floorEntry(number);
        return below != null && number <= below.getValue();
    }

    /** How many different segments. */
    public long count() {
        return count;
    }

    public long least() {
        return runs.firstKey();
    }

    public long most() {
        return runs.lastEntry().getValue();
    }

    /** Goes down from one number to another, both included. */
    public void descend(long from, long to, Visitor visitor) {
        long at = from;
        while (at >= to) {
            Map.Entry<Long, Long> below = runs.floorEntry(at);
            boolean present = below != null && at <= below.getValue();
            long end = below == null ? to : present ? below.getKey() : below.getValue() + 1;
            visitor.run(Math.max(end, to), at, present);
            at = end - 1;
        }
    }

    /** The highest that is there, not above a number; the least {@code long} when there is none. */
    long highestUpTo(long number) {
        Map.Entry<Long, Long> below = runs.floorEntry(number);
        return below == null ? Long.MIN_VALUE : Math.min(number, below.getValue());
    }
}
