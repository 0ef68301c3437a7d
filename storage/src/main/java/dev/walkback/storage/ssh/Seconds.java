package dev.walkback.storage.ssh;

import java.time.Duration;

/** A time limit in words. */
final class Seconds {

    private Seconds() {}

    static String of(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
