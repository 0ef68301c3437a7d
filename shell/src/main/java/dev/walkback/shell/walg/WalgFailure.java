package dev.walkback.shell.walg;

import org.jspecify.annotations.Nullable;

/** What was asked for could not be done: one line in the log, and an exit code that is 1 unless WAL-G has another. */
final class WalgFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int FAILED = 1;
    private static final int PANICKED = 2;

    private final int exit;

    WalgFailure(String message) {
        this(message, null);
    }

    WalgFailure(String message, @Nullable Throwable cause) {
        this(message, cause, FAILED);
    }

    private WalgFailure(String message, @Nullable Throwable cause, int exit) {
        super(message, cause);
        this.exit = exit;
    }

    /** For what makes WAL-G break off with a stack trace: the same number, and a sentence instead. */
    static WalgFailure wherePanics(String message) {
        return new WalgFailure(message, null, PANICKED);
    }

    /** With the number that the same failure has natively, for a command whose numbers are not WAL-G's. */
    static WalgFailure ending(int exit, String message, @Nullable Throwable cause) {
        return new WalgFailure(message, cause, exit);
    }

    int exit() {
        return exit;
    }
}
