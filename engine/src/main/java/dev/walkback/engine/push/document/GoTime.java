package dev.walkback.engine.push.document;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moments as Go's library writes them: to the nanosecond, without zeros at the end, and with the zone's offset. */
final class GoTime {

    private static final long SECOND = 1_000_000_000;

    private GoTime() {}

    /** In UTC, rounded up to a microsecond. */
    static String rounded(Instant moment) {
        Instant whole = moment.truncatedTo(ChronoUnit.MICROS);
        Instant up = whole.equals(moment) ? whole : whole.plus(1, ChronoUnit.MICROS);
        return text(up, ZoneOffset.UTC);
    }

    static String ofFile(long nanosSince1970, ZoneId zone) {
        Instant moment =
                Instant.ofEpochSecond(Math.floorDiv(nanosSince1970, SECOND), Math.floorMod(nanosSince1970, SECOND));
        return text(moment, zone);
    }

    private static String text(Instant moment, ZoneId zone) {
        ZoneOffset offset = zone.getRules().getOffset(moment);
        LocalDateTime local = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), moment.getNano(), offset);
        StringBuilder text = new StringBuilder(35);
        digits(text, local.getYear(), 4).append('-');
        digits(text, local.getMonthValue(), 2).append('-');
        digits(text, local.getDayOfMonth(), 2).append('T');
        digits(text, local.getHour(), 2).append(':');
        digits(text, local.getMinute(), 2).append(':');
        digits(text, local.getSecond(), 2);
        fraction(text, local.getNano());
        return offset(text, offset.getTotalSeconds()).toString();
    }

    private static void fraction(StringBuilder text, int nanos) {
        if (nanos == 0) {
            return;
        }
        digits(text.append('.'), nanos, 9);
        while (text.charAt(text.length() - 1) == '0') {
            text.setLength(text.length() - 1);
        }
    }

    private static StringBuilder offset(StringBuilder text, int seconds) {
        if (seconds == 0) {
            return text.append('Z');
        }
        int minutes = Math.abs(seconds) / 60;
        digits(text.append(seconds < 0 ? '-' : '+'), minutes / 60, 2).append(':');
        return digits(text, minutes % 60, 2);
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
    }
}
