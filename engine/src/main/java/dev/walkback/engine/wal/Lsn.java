package dev.walkback.engine.wal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in WAL: 64 bits without a sign, written {@code 0/9C4A01B8}.
 *
 * @param bits how many bytes of WAL lie before it, to be read as unsigned
 */
public record Lsn(long bits) implements Comparable<Lsn> {

    /** PostgreSQL's "no position": no record ever begins there. */
    public static final Lsn NONE = new Lsn(0);

    public static final Lsn LAST = new Lsn(-1);

    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");
    private static final long LOW = 0xFFFF_FFFFL;

    /** Reads {@code H/L} as PostgreSQL and its tools print it, with or without leading zeros; empty for any other text. */
    public static Optional<Lsn> parse(String text) {
        Matcher halves = TEXT.matcher(text);
        return halves.matches()
                ? Optional.of(new Lsn(Long.parseLong(halves.group(1), 16) << 32 | Long.parseLong(halves.group(2), 16)))
                : Optional.empty();
    }

    public Lsn plus(long bytes) {
        return new Lsn(bits + bytes);
    }

    /** How many bytes of WAL lie between an earlier position and this one. */
    public long bytesSince(Lsn earlier) {
        return bits - earlier.bits;
    }

    public boolean isBefore(Lsn other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** By hand, as the one below: what the JVM makes for records by itself is no part of an AOT cache, and costs 20 ms at the first use. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Lsn it && it.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    /** As PostgreSQL's functions and logs print it: upper case, no leading zeros. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", bits >>> 32, bits & LOW);
    }
}
