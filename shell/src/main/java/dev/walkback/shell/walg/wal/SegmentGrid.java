package dev.walkback.shell.walg.wal;

import dev.walkback.engine.wal.Lsn;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Positions, numbers and names of segments for the size that {@code WALG_PG_WAL_SIZE} names. WAL-G counts with any size, a power
 * of two or not, and reads digits of either case.
 *
 * @param bytes of one segment, from 1 MiB to 4 GiB
 */
public record SegmentGrid(long bytes) {

    private static final long LOG = 1L << 32;
    private static final Pattern DIGITS = Pattern.compile("[0-9A-Fa-f]{24}");
    private static final int NAME_LENGTH = 24;

    public static final long LARGEST_MEBIBYTES = LOG >> 20;

    public static SegmentGrid ofMebibytes(long count) {
        return new SegmentGrid(count << 20);
    }

    public long numberOf(Lsn lsn) {
        return Long.divideUnsigned(lsn.bits(), bytes);
    }

    /** The segment that holds the byte before this position; there is none before the first, where WAL-G's number wraps round. */
    public long numberBefore(Lsn lsn) {
        return numberOf(lsn.plus(-1));
    }

    public String name(WalgSegment segment) {
        return name(segment.timeline(), segment.number());
    }

    public String name(long timeline, long number) {
        return String.format(Locale.ROOT, "%08X%08X%08X", timeline, number / perLog(), number % perLog());
    }

    /** The highest number that has a name. */
    public long last() {
        return 0xFFFF_FFFFL * perLog() + perLog() - 1;
    }

    /** The segment of that name, or empty; {@link #whyNot} says why. */
    public Optional<WalgSegment> segment(String name) {
        if (!DIGITS.matcher(name).matches()) {
            return Optional.empty();
        }
        long inLog = digits(name, 16);
        return inLog < perLog()
                ? Optional.of(new WalgSegment(digits(name, 0), digits(name, 8) * perLog() + inLog))
                : Optional.empty();
    }

    /** Why a name is no segment's, in WAL-G's words where it has some. */
    public String whyNot(String name) {
        if (!hasTheLength(name)) {
            return "Not a WAL file name: " + name;
        }
        return DIGITS.matcher(name).matches()
                ? "Incorrect logSegNoLo in WAL file name: " + name
                : "not the name of a WAL segment: " + name;
    }

    /** Whether WAL-G looks closer at a name; it counts bytes. */
    static boolean hasTheLength(String name) {
        return name.length() <= NAME_LENGTH && name.getBytes(StandardCharsets.UTF_8).length == NAME_LENGTH;
    }

    private long perLog() {
        return LOG / bytes;
    }

    private static long digits(String name, int from) {
        return Long.parseLong(name, from, from + 8, 16);
    }
}
