package dev.walkback.shell.report.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Times as they are said aloud: {@code 8 March 02:14}, and with its year where that is another than now. */
final class Spoken {

    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };

    private Spoken() {}

    static String minute(Instant instant, Instant now) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        String year = time.getYear() == now.atZone(ZoneOffset.UTC).getYear() ? "" : " " + time.getYear();
        return time.getDayOfMonth() + " " + MONTHS[time.getMonthValue() - 1] + year + " " + two(time.getHour()) + ":"
                + two(time.getMinute());
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
