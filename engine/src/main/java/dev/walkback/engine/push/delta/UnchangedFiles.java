package dev.walkback.engine.push.delta;

import dev.walkback.engine.push.WalkedFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a file whose time is the parent's is what the parent has. WAL-G takes that for certain.
 *
 * <p>Clocks of file systems tick in milliseconds, some in seconds, and may be set back: a file that was written while the parent was
 * being made, or bears a time that had not come by then, may have been written once more with the same time, after it was read. Only
 * times that were safely past when the parent began are believed.
 */
final class UnchangedFiles {

    private static final long NANOS = 1_000_000_000;

    /** More than any kernel's tick. */
    private static final long TICK = NANOS / 10;

    private static final long COARSE_TICK = 2 * NANOS;

    private UnchangedFiles() {}

    /** @param began when the first file was read, or before; where nobody knows, a time is all there is to go by */
    static boolean isCertain(WalkedFile file, @Nullable Instant began) {
        if (began == null) {
            return true;
        }
        long limit = began.getEpochSecond() * NANOS + began.getNano();
        long tick = file.modifiedNanos() % NANOS == 0 ? COARSE_TICK : TICK;
        return file.modifiedNanos() < limit - tick;
    }
}
