package dev.walkback.engine.server.log;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a server's log, taken apart: what it says, how serious it is to the server, and what stood in front. Understands what
 * a server writes by itself, to {@code csvlog} and to {@code jsonlog}, and what its clients print of it.
 *
 * @param when as the server wrote it, in its own time zone; empty where the line does not say
 * @param severity {@code LOG}, {@code FATAL}, {@code HINT} …; empty for a bare message
 * @param text the message itself
 */
public record LogLine(String when, String severity, String text) {

    private static final Pattern SEVERITY = Pattern.compile(
            "(?:^|[^A-Za-z])(DEBUG[1-5]?|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION):"
                    + "\\s+(?:[0-9A-Z]{5}:\\s+)?");
    private static final Pattern WHEN = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: ?[A-Z]{1,5}|[+-]\\d\\d(?::?\\d\\d)?)?)");
    private static final Pattern CSV = Pattern.compile("\\d{4}-\\d\\d-\\d\\d [^,\"]{8,40},");
    private static final Pattern JSON =
            Pattern.compile("\"(timestamp|error_severity|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Set<String> ABOUT_ANOTHER =
            Set.of("DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY", "LOCATION");
    private static final int LONGEST = 16_384;
    private static final int CSV_SEVERITY = 11;
    private static final int CSV_MESSAGE = 13;

    /** Reads one line; whatever it is, it has a text. */
    public static LogLine parse(String raw) {
        String line = raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw;
        if (line.startsWith("{")) {
            Optional<LogLine> json = json(line);
            if (json.isPresent()) {
                return json.get();
            }
        }
        if (CSV.matcher(line).lookingAt()) {
            Optional<LogLine> csv = csv(line);
            if (csv.isPresent()) {
                return csv.get();
            }
        }
        Matcher severity = SEVERITY.matcher(line);
        if (!severity.find()) {
            return new LogLine("", "", line.strip());
        }
        return new LogLine(
                when(line.substring(0, severity.start())),
                severity.group(1),
                line.substring(severity.end()).strip());
    }

    /** Whether it belongs to the line before it: a detail, a hint. */
    public boolean isAboutAnother() {
        return ABOUT_ANOTHER.contains(severity);
    }

    /** Whether the server itself takes it for an end: of the connection, of the start, of everything. */
    public boolean isFatal() {
        return severity.equals("FATAL") || severity.equals("PANIC");
    }

    private static String when(String prefix) {
        Matcher when = WHEN.matcher(prefix);
        return when.find() ? when.group(1) : "";
    }

    private static Optional<LogLine> csv(String line) {
        List<String> fields = CsvFields.of(line);
        if (fields.size() <= CSV_MESSAGE) {
            return Optional.empty();
        }
        String message = fields.get(CSV_MESSAGE).lines().findFirst().orElse("");
        return Optional.of(
                new LogLine(when(fields.getFirst()), fields.get(CSV_SEVERITY).toUpperCase(Locale.ROOT), message));
    }

    private static Optional<LogLine> json(String line) {
        String when = "";
        String severity = "";
        String text = "";
        Matcher fields = JSON.matcher(line);
        while (fields.find()) {
            String value = unescaped(fields.group(2));
            switch (fields.group(1)) {
                case "timestamp" -> when = value;
                case "error_severity" -> severity = value;
                default -> text = text.isEmpty() ? value : text;
            }
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(new LogLine(when, severity, text));
    }

    private static String unescaped(String json) {
        return json.replace("\\\"", "\"")
                .replace("\\n", " ")
                .replace("\\/", "/")
                .replace("\\\\", "\\");
    }
}
