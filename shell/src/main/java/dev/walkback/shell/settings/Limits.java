package dev.walkback.shell.settings;

import dev.walkback.storage.TimeLimits;
import java.time.Duration;

/** The settings that hold for every kind of storage. */
final class Limits {

    private Limits() {}

    static TimeLimits of(Settings settings) {
        return new TimeLimits(
                limit(settings, "WALKBACK_CONNECT_TIMEOUT"),
                limit(settings, "WALKBACK_IDLE_TIMEOUT"),
                limit(settings, "WALKBACK_REQUEST_TIMEOUT"));
    }

    private static Duration limit(Settings settings, String name) {
        return settings.duration(name).orElseThrow();
    }
}
