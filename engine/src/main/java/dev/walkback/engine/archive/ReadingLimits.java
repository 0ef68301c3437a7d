package dev.walkback.engine.archive;

/**
 * How much a reading does at once.
 *
 * @param listings pages of the listing
 * @param documents small objects
 */
public record ReadingLimits(int listings, int documents) {

    /** Enough to hide a round trip of 20 ms, few enough for every service. */
    public static final ReadingLimits USUAL = new ReadingLimits(8, 48);

    public ReadingLimits {
        if (listings < 1 || documents < 1) {
            throw new IllegalArgumentException("nothing would ever be read: " + listings + ", " + documents);
        }
    }
}
