package dev.walkback.engine.restore.host;

import java.util.Locale;

/** What is at a place that something is to be put. */
public enum Occupancy {
    ABSENT,
    EMPTY,
    /** A restore that was begun and not ended. */
    RESTORING,
    /** Files of whatever kind. */
    DATA,
    /** A data directory whose server runs, or may run. */
    LIVE,
    /** No directory: a file, or a link that leads nowhere. */
    NO_DIRECTORY;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether something can be put there without touching what is there. */
    public boolean isFree() {
        return this == ABSENT || this == EMPTY;
    }
}
