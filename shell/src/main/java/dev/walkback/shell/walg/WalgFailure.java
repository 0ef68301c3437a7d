package dev.walkback.shell.walg;

import org.jspecify.annotations.Nullable;

/** What was asked for could not be done: exit 1 and one line in the log. */
final class WalgFailure extends Exception {

    WalgFailure(String message) {
        super(message);
    }

    WalgFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
