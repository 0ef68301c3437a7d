package dev.walkback.shell.walg;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time as WAL-G's listings print it: {@code 2026-11-21 10:48:51.433128609 +0000 UTC}, trailing zeros of the fraction left out. */
final class GoTime {

    /** What stands for a folder, which has no time. */
    static final String ZERO = "0001-01-01 00:00:00 +0000 UTC";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

    private final ZoneId zone;
    private final ZoneNames names;

    GoTime(ZoneId zone, ZoneNames names) {
        this.zone = zone;
        this.names = names;
    }

    String text(Instant moment) {
        ZonedDateTime time = moment.atZone(zone);
        String fraction = String.format(Locale.ROOT, "%09d", time.getNano()).replaceAll("0+$", "");
        return SECONDS.format(time)
                + (fraction.isEmpty() ? "" : "." + fraction)
                + " "
                + OFFSET.format(time)
                + " "
                + names.at(zone, moment);
    }
}
