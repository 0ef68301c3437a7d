package dev.walkback.engine.backup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells one cluster from all others: 64 bits without a sign that {@code initdb} draws once. Text in JSON, since it passes 2^53.
 */
public record SystemIdentifier(long bits) implements Comparable<SystemIdentifier> {

    private static final int SHORT_DIGITS = 4;

    public static Optional<SystemIdentifier> parse(String decimal) {
        try {
            return Optional.of(new SystemIdentifier(Long.parseUnsignedLong(decimal)));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The last four digits, which is how people tell their clusters apart: {@code 4410}. */
    public String shortText() {
        String all = toString();
        return all.substring(Math.max(0, all.length() - SHORT_DIGITS));
    }

    @Override
    public int compareTo(SystemIdentifier other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    /** By hand, as the one below: what the JVM makes for records by itself is no part of an AOT cache, and costs 20 ms at the first use. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SystemIdentifier it && it.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
