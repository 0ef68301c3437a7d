package dev.walkback.storage.wrap;

import java.time.Duration;

/**
 * So many bytes a second, shared by all who use this object: a bucket that fills at that rate and holds a tenth of a second's
 * worth. Who takes more than there is goes into debt and waits until it is paid, so that nobody waits behind another
 * while holding the lock.
 */
public final class RateLimit {

    private static final int PIECES_A_SECOND = 10;
    private static final int LARGEST_PIECE = 1024 * 1024;

    private final long bytesPerSecond;
    private final Timekeeper time;
    private double available;
    private long at;

    public RateLimit(long bytesPerSecond, Timekeeper time) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("at this rate nothing ever passes: " + bytesPerSecond);
        }
        this.bytesPerSecond = bytesPerSecond;
        this.time = time;
        this.at = time.nanos();
        this.available = capacity();
    }

    /** As fast as it goes. */
    public static RateLimit none() {
        return new RateLimit(Long.MAX_VALUE, Timekeeper.REAL);
    }

    /** Pieces small enough that a slow rate is a steady one. */
    int largestPiece() {
        return Math.clamp(bytesPerSecond / PIECES_A_SECOND, 1, LARGEST_PIECE);
    }

    /** Waits until so many bytes may pass. */
    public void take(int bytes) throws InterruptedException {
        if (bytesPerSecond == Long.MAX_VALUE) {
            return;
        }
        Duration wait = waitFor(bytes);
        if (wait.isPositive()) {
            time.sleep(wait);
        }
    }

    private synchronized Duration waitFor(int bytes) {
        long now = time.nanos();
        available = Math.min(capacity(), available + (now - at) / 1e9 * bytesPerSecond);
        at = now;
        available -= bytes;
        return available >= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-available / bytesPerSecond * 1e9));
    }

    private double capacity() {
        return Math.max(1, bytesPerSecond / (double) PIECES_A_SECOND);
    }
}
