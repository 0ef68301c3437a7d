package dev.walkback.shell.session;

import java.time.Duration;
import java.time.Instant;

/**
 * That somebody said which cluster's storage may be changed, and until when that holds.
 *
 * @param cluster as it was typed
 */
public record Arming(String cluster, Instant until) {

    /** Long enough for what one sets out to do, short enough to be over after the lunch break. */
    public static final Duration LASTS = Duration.ofMinutes(15);

    public boolean holdsAt(Instant now) {
        return now.isBefore(until);
    }
}
