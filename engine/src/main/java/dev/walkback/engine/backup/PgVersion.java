package dev.walkback.engine.backup;

/**
 * A server's version.
 *
 * @param number as {@code server_version_num} has it: 150018 is 15.18, 90624 is 9.6.24
 * @param minorIsKnown false where only WAL tells: its pages are alike in all minor versions of one major
 */
public record PgVersion(int number, boolean minorIsKnown) implements Comparable<PgVersion> {

    private static final int MAJOR = 10_000;
    private static final int FIRST_OF_TWO_PARTS = 10;
    private static final int MINOR = 100;

    public PgVersion(int number) {
        this(number, true);
    }

    /** @param number of that major version's first release, {@code 150000} */
    public static PgVersion ofMajor(int number) {
        return new PgVersion(number, false);
    }

    /** {@code 15}, or {@code 9.6}. */
    public String major() {
        int first = number / MAJOR;
        return first >= FIRST_OF_TWO_PARTS ? Integer.toString(first) : first + "." + number / MINOR % MINOR;
    }

    @Override
    public int compareTo(PgVersion other) {
        return Integer.compare(number, other.number);
    }

    /** {@code 15.18}, or {@code 15} where that is all that is known. */
    @Override
    public String toString() {
        if (!minorIsKnown) {
            return major();
        }
        int last = number / MAJOR >= FIRST_OF_TWO_PARTS ? number % MAJOR : number % MINOR;
        return major() + "." + last;
    }
}
