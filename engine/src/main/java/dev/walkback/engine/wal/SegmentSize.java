package dev.walkback.engine.wal;

/**
 * How many bytes of WAL one segment holds. A choice made at {@code initdb}: it belongs to a cluster, never to the process.
 *
 * @param bytes a power of two from 1 MiB to 1 GiB
 */
public record SegmentSize(int bytes) {

    /** What {@code initdb} takes when nobody asks for another. To be taken for granted only where an archive says nothing. */
    public static final SegmentSize USUAL = new SegmentSize(16 << 20);

    public static final int SMALLEST = 1 << 20;
    public static final int LARGEST = 1 << 30;

    private static final long LOG = 1L << 32;

    public SegmentSize {
        if (!isPossible(bytes)) {
            throw new IllegalArgumentException("no segment has " + bytes + " bytes");
        }
    }

    public static boolean isPossible(long bytes) {
        return bytes >= SMALLEST && bytes <= LARGEST && Long.bitCount(bytes) == 1;
    }

    /** The third group of a segment's name counts from zero to one less than this. */
    public long segmentsPerLog() {
        return LOG / bytes;
    }

    /** Which segment holds the byte at this position. */
    public long numberOf(Lsn lsn) {
        return Long.divideUnsigned(lsn.bits(), bytes);
    }

    /**
     * Which segment holds the last byte before this position. For the <em>end</em> of something: one that falls on a boundary
     * needs nothing of the segment that begins there.
     */
    public long numberBefore(Lsn end) {
        return end.equals(Lsn.NONE) ? 0 : numberOf(end.plus(-1));
    }

    /** {@code 16 MiB}. */
    @Override
    public String toString() {
        return bytes == LARGEST ? "1 GiB" : (bytes >> 20) + " MiB";
    }
}
