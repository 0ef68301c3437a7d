package dev.walkback.shell.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Sizes, times and names as people read them. */
public final class Text {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final String HEX = "0123456789abcdef";

    private Text() {}

    /** With one decimal below ten, none above: {@code 9.8 KiB}, {@code 153 MiB}. */
    public static String size(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        if (unit == 0 || value >= 9.95) {
            return Math.round(value) + " " + UNITS[unit];
        }
        long tenths = Math.round(value * 10);
        return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
    }

    /** {@code 1 object}, {@code 3 objects}. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** RFC 3339, UTC, to the second. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** UTC, to the minute: {@code 2026-03-08 02:14}. */
    public static String minute(Instant instant) {
        String time = time(instant);
        return time.substring(0, time.lastIndexOf(':')).replace('T', ' ');
    }

    /** How long ago, in the largest unit that is at least one; {@code in the future} when clocks disagree. */
    public static String age(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toSeconds() < -1) {
            return "in the future";
        }
        if (age.toSeconds() < 60) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min ago";
        }
        return age.toHours() < 48 ? age.toHours() + " h ago" : age.toDays() + " d ago";
    }

    /** {@code 0.4 s}, {@code 12 ms}, {@code 3 min 05 s}. */
    public static String lasting(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 100) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            long tenths = Math.round(millis / 100.0);
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        long seconds = duration.toSeconds();
        return seconds / 60 + " min " + (seconds % 60 < 10 ? "0" : "") + seconds % 60 + " s";
    }

    /** A span of days or hours: {@code 2d 18h}, {@code 6h 02m}, {@code 4m 12s}, {@code 9s}. */
    public static String span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds >= 86_400) {
            return seconds / 86_400 + "d " + seconds / 3600 % 24 + "h";
        }
        if (seconds >= 3600) {
            return seconds / 3600 + "h " + twoDigits(seconds / 60 % 60) + "m";
        }
        return seconds >= 60 ? seconds / 60 + "m " + twoDigits(seconds % 60) + "s" : seconds + "s";
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    /**
     * A name that came from elsewhere, made harmless for a terminal and for readers of lines: control characters, line
     * ends of Unicode and marks that turn the writing direction are shown as escapes, and so is the backslash, so that two
     * names never look alike. Nothing else is changed unless only ASCII may be printed.
     */
    public static String safe(String name, boolean ascii) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '\\' || c > '~') {
                return escaped(name, ascii);
            }
        }
        return name;
    }

    private static String escaped(String name, boolean ascii) {
        StringBuilder safe = new StringBuilder(name.length() + 16);
        name.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> safe.append("\\n");
                case '\t' -> safe.append("\\t");
                case '\r' -> safe.append("\\r");
                case '\\' -> safe.append("\\\\");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        safe.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else if (c > '~' && (ascii || !harmless(c))) {
                        safe.append("\\u{").append(Integer.toHexString(c)).append('}');
                    } else {
                        safe.appendCodePoint(c);
                    }
                }
            }
        });
        return safe.toString();
    }

    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE -> false;
            default -> true;
        };
    }

    /** Text of several lines, each made harmless by itself. */
    public static String safeLines(String lines, boolean ascii) {
        if (lines.indexOf('\n') < 0) {
            return sentence(lines, ascii);
        }
        return String.join(
                "\n", lines.lines().map(line -> sentence(line, ascii)).toList());
    }

    /** Words of ours with names in them that were made harmless before, or not: like {@link #safe}, but backslashes stay. */
    private static String sentence(String text, boolean ascii) {
        return safe(text, ascii).replace("\\\\", "\\");
    }

    /** The words in lines of at most so many columns; a longer word has a line of its own. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    public static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    public static String right(String text, int width) {
        return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
    }
}
