package dev.walkback.storage.wrap;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How often, and for how long, to ask again a storage that did not answer. Pauses grow twofold and are drawn anew between
 * nothing and that much each time (full jitter), so that many who lost one server do not come back together.
 *
 * @param attempts at the most, the first one included
 * @param firstPause the longest that the first pause can be
 * @param longestPause no pause is longer
 * @param total when asking again would begin later than this after the first attempt, it is not done
 */
public record Retry(
        int attempts,
        Duration firstPause,
        Duration longestPause,
        Duration total,
        Timekeeper time,
        RandomGenerator random) {

    public Retry {
        if (attempts < 1) {
            throw new IllegalArgumentException("no attempt is not an attempt: " + attempts);
        }
    }

    public static Retry standard() {
        return new Retry(
                8,
                Duration.ofMillis(200),
                Duration.ofSeconds(20),
                Duration.ofMinutes(5),
                Timekeeper.REAL,
                new Random());
    }

    /** Calls until there is an answer, or another failure than {@link StorageException.Unreachable}. */
    <T> T run(Location location, String attempted, Supplier<T> call) {
        Attempts made = new Attempts(location, attempted);
        while (true) {
            try {
                return call.get();
            } catch (StorageException.Unreachable e) {
                made.pauseOrGiveUp(e);
            }
        }
    }

    Attempts begin(Location location, String attempted) {
        return new Attempts(location, attempted);
    }

    /** The attempts of one call, or of one stretch of a stream without progress. For one thread at a time. */
    final class Attempts {

        private final Location location;
        private final String attempted;
        private long began = time.nanos();
        private int made;

        private Attempts(Location location, String attempted) {
            this.location = location;
            this.attempted = attempted;
        }

        /** Something came through: a stream may fail again later as often as at its start. */
        void startOver() {
            began = time.nanos();
            made = 0;
        }

        void pauseOrGiveUp(StorageException.Unreachable failure) {
            made++;
            Duration pause = nextPause();
            Duration passed = Duration.ofNanos(time.nanos() - began);
            if (made >= attempts || passed.plus(pause).compareTo(total) > 0) {
                throw failure.after(made);
            }
            try {
                time.sleep(pause);
            } catch (InterruptedException e) {
                throw new StorageException.Interrupted(location, attempted, e);
            }
        }

        private Duration nextPause() {
            long most = firstPause.toNanos();
            for (int i = 1; i < made && most < longestPause.toNanos(); i++) {
                most = Math.multiplyExact(most, 2);
            }
            return Duration.ofNanos(random.nextLong(Math.min(most, longestPause.toNanos()) + 1));
        }
    }
}
