package dev.walkback.engine.backup;

/**
 * When a file was written, as files metadata has it: {@code 2024-05-01T12:59:59.123456789+02:00}. There is one for each of
 * millions of files, and the library's parser would take longer than all the rest of the reading.
 */
final class FileTime {

    static final long NONE = Long.MIN_VALUE;

    private static final int FRACTION_AT = 19;
    private static final long NANOS = 1_000_000_000;
    private static final int FIRST_YEAR = 1700;
    private static final int LAST_YEAR = 2250;

    private FileTime() {}

    /** In nanoseconds since 1970; {@link #NONE} for what is no such time, or too far away for such a number. */
    static long nanos(String text) {
        if (text.length() <= FRACTION_AT || !isPunctuated(text)) {
            return NONE;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int zoneAt = zoneAt(text);
        int offset = offsetSeconds(text, zoneAt);
        if (year < FIRST_YEAR
                || year > LAST_YEAR
                || month < 1
                || month > 12
                || day < 1
                || day > 31
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59
                || offset == Integer.MIN_VALUE) {
            return NONE;
        }
        long seconds = daysSince1970(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second - offset;
        return seconds * NANOS + fraction(text, zoneAt);
    }

    private static boolean isPunctuated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** -1 where anything but a digit stands there. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static int zoneAt(String text) {
        int at = FRACTION_AT;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            int digits = at - FRACTION_AT - 1;
            return digits >= 1 && digits <= 9 ? at : text.length();
        }
        return at;
    }

    private static long fraction(String text, int zoneAt) {
        long fraction = 0;
        for (int i = 0; i < 9; i++) {
            int at = FRACTION_AT + 1 + i;
            fraction = fraction * 10 + (at < zoneAt ? text.charAt(at) - '0' : 0);
        }
        return fraction;
    }

    private static int offsetSeconds(String text, int at) {
        if (at >= text.length()) {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        if (sign == 'Z') {
            return at + 1 == text.length() ? 0 : Integer.MIN_VALUE;
        }
        boolean isOffset = (sign == '+' || sign == '-') && text.length() == at + 6 && text.charAt(at + 3) == ':';
        int hours = isOffset ? number(text, at + 1, at + 3) : -1;
        int minutes = isOffset ? number(text, at + 4, at + 6) : -1;
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3_600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** Counting years from March, so that the leap day is their last. */
    private static long daysSince1970(int year, int month, int day) {
        long fromMarch = month > 2 ? year : year - 1L;
        long era = fromMarch / 400;
        long yearOfEra = fromMarch - era * 400;
        long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
