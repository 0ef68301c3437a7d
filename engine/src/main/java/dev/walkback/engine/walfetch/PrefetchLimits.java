package dev.walkback.engine.walfetch;

import java.time.Duration;

/**
 * How much a prefetcher may take for itself.
 *
 * @param atOnce segments on their way at the same time
 * @param ahead segments, those on their way included
 * @param bytes of the disk, whatever the size of segments
 * @param idle without a question it ends
 */
public record PrefetchLimits(int atOnce, int ahead, long bytes, Duration idle) {

    public PrefetchLimits {
        if (atOnce < 1 || ahead < 1) {
            throw new IllegalArgumentException("nothing is fetched " + atOnce + " at once and " + ahead + " ahead");
        }
    }

    /** How many segments of this size the disk may hold. One is always allowed: it is what the server waits for. */
    int room(int segmentBytes) {
        return Math.clamp(bytes / segmentBytes, 1, ahead);
    }
}
