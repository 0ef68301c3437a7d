package dev.walkback.shell.report;

import dev.walkback.engine.wal.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One value of a table in the three lengths that it is printed in. What came from elsewhere is made harmless by the table.
 *
 * @param plain as a script reads it: whole names, bytes, times to the last known digit
 * @param full as a person reads it where there is room
 * @param brief as short as it stays clear
 */
public record Cell(String plain, String full, String brief) {

    private static final String NOTHING = "-";
    private static final int MINUTES = 16;
    private static final int YEAR = 5;

    public static final Cell NONE = of(NOTHING);

    public static Cell of(String text) {
        return new Cell(text, text, text);
    }

    public static Cell of(Optional<String> text) {
        return text.map(Cell::of).orElse(NONE);
    }

    public static Cell count(long number) {
        return of(Long.toString(number));
    }

    /** {@code 2026-03-08 02:14:09}, or {@code 03-08 02:14}; always UTC. */
    public static Cell time(Optional<Instant> instant) {
        return instant.map(Cell::time).orElse(NONE);
    }

    public static Cell time(Instant instant) {
        String full = Text.time(instant).replace('T', ' ').replace("Z", "");
        String brief = full.length() > MINUTES ? full.substring(YEAR, MINUTES) : full;
        return new Cell(instant.toString(), full, brief);
    }

    /** {@code 3.1 GiB}, or {@code 3.1G}. */
    public static Cell size(long bytes) {
        String full = Text.size(bytes);
        String brief = full.replace(" ", "").replace("iB", "");
        return new Cell(Long.toString(bytes), full, brief);
    }

    public static Cell lasting(Optional<Duration> duration) {
        return duration.map(it -> new Cell(Long.toString(it.toSeconds()), Text.span(it), Text.span(it)))
                .orElse(NONE);
    }

    public static Cell segment(Segment segment) {
        return new Cell(segment.name(), segment.name(), segment.shortName());
    }

    /** How long ago; for people only. */
    public static Cell age(Optional<Instant> then, Instant now) {
        return of(then.map(it -> Text.age(it, now)));
    }
}
