package dev.walkback.engine.basebackup;

import java.util.Locale;

/** The steps in which PostgreSQL's own manual restores a base backup, as a person walks them. */
public enum ProcedureStep {
    STOP(1, "Stop the server"),
    ASIDE(2, "Put the old directory aside"),
    UNPACK(3, "Unpack the backup"),
    WAL_PLACE(4, "Give pg_wal its place"),
    WAL(5, "Bring the WAL"),
    SIGNAL(6, "Say that it is a recovery"),
    SETTINGS(7, "Say where more WAL is"),
    START(8, "Start the server");

    private final int number;
    private final String title;

    ProcedureStep(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** From 1. */
    public int number() {
        return number;
    }

    public String title() {
        return title;
    }

    /** {@code wal-place}: as JSON and plain output have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
