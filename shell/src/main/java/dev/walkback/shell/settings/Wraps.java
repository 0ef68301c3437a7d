package dev.walkback.shell.settings;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.wrap.ConcurrencyLimit;
import dev.walkback.storage.wrap.ConcurrencyLimitedStorage;
import dev.walkback.storage.wrap.RateLimit;
import dev.walkback.storage.wrap.RateLimitedStorage;
import dev.walkback.storage.wrap.Retry;
import dev.walkback.storage.wrap.RetryingStorage;
import dev.walkback.storage.wrap.Timekeeper;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/**
 * What is done around a storage. Innermost the limit of requests under way, so that nobody holds a place while it waits to ask
 * again; then asking again; outermost the rate. A directory of this machine is asked once: a disk that fails does so again.
 */
final class Wraps {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Settings settings;
    private final boolean remote;
    private final boolean bucket;

    Wraps(ChosenStorage chosen) {
        this.settings = chosen.settings();
        this.remote = !(chosen.place() instanceof Place.Directory);
        this.bucket = chosen.place() instanceof Place.Bucket;
    }

    MutableStorage around(MutableStorage bare) {
        MutableStorage storage = bare;
        if (remote || settings.isSet("WALKBACK_CONCURRENCY")) {
            int most = atLeastOne("WALKBACK_CONCURRENCY", settings.count("WALKBACK_CONCURRENCY"));
            storage = ConcurrencyLimitedStorage.over(storage, new ConcurrencyLimit(most));
        }
        if (remote) {
            storage = RetryingStorage.over(storage, retry());
        }
        OptionalLong rate = settings.number("WALKBACK_RATE_LIMIT");
        if (rate.isPresent()) {
            long bytes = rate.getAsLong();
            atLeastOne("WALKBACK_RATE_LIMIT", (int) Math.min(bytes, Integer.MAX_VALUE));
            storage = RateLimitedStorage.over(
                    storage, new RateLimit(bytes, Timekeeper.REAL), new RateLimit(bytes, Timekeeper.REAL));
        }
        return storage;
    }

    private Retry retry() {
        boolean asWalgSays = bucket && !settings.isSet("WALKBACK_RETRIES") && settings.isSet("S3_MAX_RETRIES");
        int retries = settings.count(asWalgSays ? "S3_MAX_RETRIES" : "WALKBACK_RETRIES");
        return new Retry(
                Math.min(retries, Integer.MAX_VALUE - 1) + 1,
                pause("S3_MIN_THROTTLING_RETRY_DELAY", FIRST_PAUSE),
                pause("S3_MAX_THROTTLING_RETRY_DELAY", LONGEST_PAUSE),
                settings.duration("WALKBACK_RETRY_TIME").orElseThrow(),
                Timekeeper.REAL,
                new Random());
    }

    private Duration pause(String name, Duration otherwise) {
        return bucket && settings.isSet(name)
                ? settings.duration(name).filter(Duration::isPositive).orElse(otherwise)
                : otherwise;
    }

    private static int atLeastOne(String name, int number) {
        if (number < 1) {
            throw new UsageError(ErrorCode.BAD_SETTING, name + " cannot be " + number, "it is at least 1", List.of());
        }
        return number;
    }
}
