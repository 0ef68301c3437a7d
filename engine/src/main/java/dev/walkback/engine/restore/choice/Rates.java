package dev.walkback.engine.restore.choice;

/**
 * How fast things go here.
 *
 * @param fetchBytesPerSecond of stored bytes, until they are unpacked and on the disk
 * @param replayBytesPerSecond of decoded WAL
 * @param fetchIsMeasured false where it is a guess
 * @param replayIsMeasured false where it is a guess
 */
public record Rates(
        long fetchBytesPerSecond, long replayBytesPerSecond, boolean fetchIsMeasured, boolean replayIsMeasured) {

    /** Guesses: a usual disk and line, and what PostgreSQL replays on one core of a mixed load. */
    public static final Rates UNMEASURED = new Rates(100_000_000, 50_000_000, false, false);

    public Rates {
        if (fetchBytesPerSecond < 1 || replayBytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "nothing would ever be done: " + fetchBytesPerSecond + ", " + replayBytesPerSecond);
        }
    }
}
