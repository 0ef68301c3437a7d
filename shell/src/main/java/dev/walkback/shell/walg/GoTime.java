package dev.walkback.shell.walg;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Times as WAL-G's listings print them, in the forms of Go's library. */
final class GoTime {

    /** What stands for a folder, which has no time. */
    static final String ZERO = "0001-01-01 00:00:00 +0000 UTC";

    /** What its time type holds when nothing was said. */
    static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);
    private static final DateTimeFormatter ISO_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ISO_OFFSET = DateTimeFormatter.ofPattern("XXX", Locale.ROOT);
    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss", Locale.ENGLISH);

    private final Supplier<ZoneId> zones;
    private final ZoneNames names;
    private @Nullable ZoneId found;

    GoTime(ZoneId zone, ZoneNames names) {
        this(() -> zone, names);
    }

    /** @param zones asked once, and only when a time is printed: most commands print none */
    GoTime(Supplier<ZoneId> zones, ZoneNames names) {
        this.zones = zones;
        this.names = names;
    }

    private synchronized ZoneId zone() {
        ZoneId zone = found;
        if (zone == null) {
            zone = zones.get();
            found = zone;
        }
        return zone;
    }

    /** The same in UTC, which object stores speak. */
    GoTime utc() {
        return new GoTime(ZoneOffset.UTC, names);
    }

    /** For a time that was written with an offset: it keeps it, by the zone's name if it is the zone's. */
    GoTime of(OffsetDateTime written) {
        ZoneOffset offset = written.getOffset();
        boolean ours = !offset.equals(ZoneOffset.UTC)
                && zone().getRules().getOffset(written.toInstant()).equals(offset);
        return ours ? this : new GoTime(offset, names);
    }

    /** {@code 2026-11-21 10:48:51.433128609 +0000 UTC}, trailing zeros of the fraction left out. */
    String text(Instant moment) {
        ZonedDateTime time = moment.atZone(zone());
        return SECONDS.format(time) + fraction(time) + " " + OFFSET.format(time) + " " + names.at(zone(), moment);
    }

    /** {@code 2026-11-21T10:48:51Z}; a dash for no time. */
    String seconds(Instant moment) {
        ZonedDateTime time = moment.atZone(zone());
        return moment.equals(NEVER) ? "-" : ISO_SECONDS.format(time) + ISO_OFFSET.format(time);
    }

    /** {@code Saturday, 21-Nov-26 10:48:51 UTC}; a dash for no time. */
    String weekday(Instant moment) {
        return moment.equals(NEVER) ? "-" : WEEKDAY.format(moment.atZone(zone())) + " " + names.at(zone(), moment);
    }

    /** {@code 2026-11-21T10:48:51.433128609Z}, as in JSON. */
    String nanoseconds(Instant moment) {
        ZonedDateTime time = moment.atZone(zone());
        return ISO_SECONDS.format(time) + fraction(time) + ISO_OFFSET.format(time);
    }

    private static String fraction(ZonedDateTime time) {
        String digits = String.format(Locale.ROOT, "%09d", time.getNano()).replaceAll("0+$", "");
        return digits.isEmpty() ? "" : "." + digits;
    }
}
