package dev.walkback.engine.restore;

import java.util.Locale;

/** The nine steps of a restore as a person walks them, at the stepper, at the prompt and in a runbook. */
public enum Phase {
    MOMENT(1, "Choose the moment"),
    BACKUP(2, "Choose the backup"),
    ROUTE(3, "Check the route"),
    DIRECTORY(4, "Prepare the directory"),
    FETCH(5, "Fetch the backup"),
    WAL(6, "Stage the WAL"),
    SETTINGS(7, "Write the settings"),
    START(8, "Start and watch"),
    DECIDE(9, "Look, then decide");

    private final int number;
    private final String title;

    Phase(int number, String title) {
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

    /** {@code fetch}: as journals, JSON and plain output have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
