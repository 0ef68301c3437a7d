package dev.walkback.engine.backup;

/**
 * A server's version.
 *
 * @param number as {@code server_version_num} has it: 150018 is 15.18, 90624 is 9.6.24
 */
public record PgVersion(int number) implements Comparable<PgVersion> {

    private static final int MAJOR = 10_000;
    private static final int FIRST_OF_TWO_PARTS = 10;
    private static final int MINOR = 100;

    /** {@code 15}, or {@code 9.6}. */
    public String major() {
        int first = number / MAJOR;
        return first >= FIRST_OF_TWO_PARTS ? Integer.toString(first) : first + "." + number / MINOR % MINOR;
    }

    @Override
    public int compareTo(PgVersion other) {
        return Integer.compare(number, other.number);
    }

    /** {@code 15.18}. */
    @Override
    public String toString() {
        int last = number / MAJOR >= FIRST_OF_TWO_PARTS ? number % MAJOR : number % MINOR;
        return major() + "." + last;
    }
}
