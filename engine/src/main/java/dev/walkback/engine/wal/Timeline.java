package dev.walkback.engine.wal;

import java.util.Locale;
import java.util.Optional;

/**
 * One line of a cluster's history, by its number. The first is 1; each recovery that ends begins another.
 *
 * @param id 32 bits without a sign; never 0
 */
public record Timeline(int id) implements Comparable<Timeline> {

    public static final Timeline FIRST = new Timeline(1);

    private static final long ALL_BITS = 0xFFFF_FFFFL;

    public Timeline {
        if (id == 0) {
            throw new IllegalArgumentException("there is no timeline 0");
        }
    }

    /** Reads a decimal number as people type it; empty where it is none, or too large. */
    public static Optional<Timeline> parse(String text) {
        try {
            int id = Integer.parseUnsignedInt(text);
            return id == 0 || text.startsWith("+") ? Optional.empty() : Optional.of(new Timeline(id));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    public long number() {
        return id & ALL_BITS;
    }

    /** {@code 00000002.history}: every timeline but the first has one. */
    public String historyName() {
        return String.format(Locale.ROOT, "%08X.history", id);
    }

    @Override
    public int compareTo(Timeline other) {
        return Integer.compareUnsigned(id, other.id);
    }

    /** In decimal, as PostgreSQL's settings and messages have it. */
    @Override
    public String toString() {
        return Integer.toUnsignedString(id);
    }
}
