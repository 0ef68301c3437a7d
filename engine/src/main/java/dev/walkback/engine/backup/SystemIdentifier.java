package dev.walkback.engine.backup;

import java.util.Optional;

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

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
