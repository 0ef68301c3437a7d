package dev.walkback.engine.server.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How some major versions word one message: the very format that stands in their programs.
 *
 * @param from the first major version that says it so
 * @param to the last that is known to
 * @param format as printf has it
 * @param names of what is put into it, in order
 * @param anchor the longest part that never changes: a line without it is not looked at closely
 */
record Wording(
        LogMessage message, int from, int to, String format, List<String> names, String anchor, Pattern pattern) {

    private static final int OLDEST = 13;
    private static final int NEWEST = 18;

    private static final Pattern PLACE = Pattern.compile("%X/%X|%X/%08X|%0?\\d?X|%l{0,2}[ud]|%0\\d[ud]|%s|%m");

    static Wording inAll(LogMessage message, String format, String... names) {
        return between(OLDEST, NEWEST, message, format, names);
    }

    static Wording upTo(int to, LogMessage message, String format, String... names) {
        return between(OLDEST, to, message, format, names);
    }

    static Wording since(int from, LogMessage message, String format, String... names) {
        return between(from, NEWEST, message, format, names);
    }

    /** @param names each alone, or as {@code name=pattern} where only some values are meant */
    static Wording between(int from, int to, LogMessage message, String format, String... names) {
        StringBuilder pattern = new StringBuilder();
        String anchor = "";
        Matcher place = PLACE.matcher(format);
        int end = 0;
        int index = 0;
        while (place.find()) {
            String between = format.substring(end, place.start());
            anchor = between.length() > anchor.length() ? between : anchor;
            pattern.append(Pattern.quote(between));
            pattern.append('(').append(values(place.group(), names[index])).append(')');
            end = place.end();
            index++;
        }
        String rest = format.substring(end);
        anchor = rest.length() > anchor.length() ? rest : anchor;
        pattern.append(Pattern.quote(rest));
        if (index != names.length) {
            throw new IllegalArgumentException(index + " places and " + names.length + " names: " + format);
        }
        List<String> plain = List.of(names).stream()
                .map(name -> name.replaceFirst("=.*", ""))
                .toList();
        return new Wording(message, from, to, format, plain, anchor, Pattern.compile(pattern.toString()));
    }

    private static String values(String place, String name) {
        int equals = name.indexOf('=');
        if (equals >= 0) {
            return name.substring(equals + 1);
        }
        return switch (place) {
            case "%s", "%m" -> ".*";
            case "%X/%X", "%X/%08X" -> "[0-9A-Fa-f]{1,8}/[0-9A-Fa-f]{1,8}";
            default -> place.endsWith("X") ? "[0-9A-Fa-f]+" : "-?\\d+";
        };
    }

    /** What was put into it, by name; empty for a text that is not of this wording. */
    Optional<Map<String, String>> values(String text) {
        if (!text.contains(anchor)) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(values);
    }
}
