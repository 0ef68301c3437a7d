package dev.walkback.storage;

import java.time.Duration;

/**
 * How long a storage may keep a caller waiting.
 *
 * @param connect until a connection stands, name look-up and TLS included
 * @param idle without a byte moving in either direction
 * @param request for a request that moves no content (stat, one page of a listing, one deletion)
 */
public record TimeLimits(Duration connect, Duration idle, Duration request) {

    public static final TimeLimits DEFAULT =
            new TimeLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));
}
