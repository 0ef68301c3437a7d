package dev.walkback.shell.server;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that was looked at in a database.
 *
 * @param what {@code connect}, {@code indexes}, {@code tables}, {@code rows}, {@code sql}
 * @param subject a table, a line of a file; empty where it is the database
 */
public record Check(String what, String database, String subject, Verdict verdict, String detail, Duration took) {

    /** How it came out. */
    public enum Verdict {
        OK,
        FAILED,
        /** It could not be done, which says nothing about the data. */
        SKIPPED,
        /** Nothing to judge: a figure for whoever knows what it should be. */
        TOLD;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
