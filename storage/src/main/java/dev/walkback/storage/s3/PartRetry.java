package dev.walkback.storage.s3;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Tries a part of an upload again. Whoever wraps this storage can only repeat a whole object, which for content that
 * comes once is not possible, and for a large one a waste.
 *
 * <p>Not {@code wrap}'s {@code Retry}, which asks for as long as a service may be away. This one stands inside of it and
 * must not multiply it: it bridges a line that broke, and gives up on a service that hangs after two time limits, a
 * difference that only this package can see.
 */
record PartRetry(int attempts, Duration firstPause) {

    /** Each costs the whole time limit, which was given so that nobody waits for much longer. */
    private static final int OF_HUNG = 2;

    static final PartRetry DEFAULT = new PartRetry(5, Duration.ofMillis(200));

    <T> T run(Location location, String attempted, Supplier<T> part) {
        for (int made = 1; ; made++) {
            try {
                return part.get();
            } catch (StorageException.Unreachable failed) {
                boolean hung = failed.getCause() instanceof TimeoutException;
                if (made >= (hung ? OF_HUNG : attempts)) {
                    throw failed.after(made);
                }
                pause(location, attempted, made);
            }
        }
    }

    /** Twice as long each time, and by chance up to half as long again, so that parts that failed together do not come back together. */
    private void pause(Location location, String attempted, int made) {
        long millis = firstPause.toMillis() << (made - 1);
        try {
            Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException left) {
            throw new StorageException.Interrupted(location, attempted, left);
        }
    }
}
