package dev.walkback.shell.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A .env file, as WAL-G's library reads it: {@code NAME=value} or {@code NAME: value}, with or without {@code export}; values bare
 * up to a {@code #}, in single quotes as they are, in double quotes with {@code \n} and other escapes; {@code $NAME} stands for
 * a variable of the environment, else for an earlier one of the file.
 */
final class EnvFormat {

    private static final Pattern NAME = Pattern.compile("\\s*(?:export\\s+)?([\\w.]+)(?:\\s*=\\s*|:\\s+)");
    private static final Pattern VARIABLE = Pattern.compile("(\\\\)?\\$(?:\\{([A-Z0-9_]+)}|([A-Z0-9_]+))");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([^$])");

    private final List<String> lines;
    private final Map<String, String> environment;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Node.Entry> entries = new ArrayList<>();
    private int at;

    private EnvFormat(List<String> lines, Map<String, String> environment) {
        this.lines = lines;
        this.environment = environment;
    }

    static Node.Table read(String text, Map<String, String> environment) throws UnreadableFileException {
        EnvFormat format = new EnvFormat(text.lines().toList(), environment);
        while (format.at < format.lines.size()) {
            format.line();
        }
        return new Node.Table(format.entries);
    }

    private void line() throws UnreadableFileException {
        int first = at + 1;
        String line = lines.get(at++).strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt()) {
            throw new UnreadableFileException("it is not of the form NAME=value", first);
        }
        String value = value(line.substring(name.end()).strip(), first);
        values.put(name.group(1), value);
        entries.add(new Node.Entry(name.group(1), new Node.Text(Secret.of(value), false), first));
    }

    private String value(String rest, int first) throws UnreadableFileException {
        char quote = rest.isEmpty() ? ' ' : rest.charAt(0);
        if (quote != '"' && quote != '\'') {
            int comment = rest.indexOf('#');
            return expanded(comment < 0 ? rest : rest.substring(0, comment).strip());
        }
        StringBuilder quoted = new StringBuilder(rest.substring(1));
        int end = end(quoted, quote);
        while (end < 0) {
            if (at == lines.size()) {
                throw new UnreadableFileException("a quote is not closed", first);
            }
            quoted.append('\n').append(lines.get(at++));
            end = end(quoted, quote);
        }
        String inside = quoted.substring(0, end);
        return quote == '\'' ? inside : expanded(unescaped(inside));
    }

    /** Where the quote is closed: the last one that only blanks or a comment follow. */
    private static int end(StringBuilder quoted, char quote) {
        int end = quoted.lastIndexOf(String.valueOf(quote));
        while (end >= 0) {
            String after = quoted.substring(end + 1).strip();
            boolean escaped = end > 0 && quoted.charAt(end - 1) == '\\';
            if (!escaped && (after.isEmpty() || after.startsWith("#"))) {
                return end;
            }
            end = quoted.lastIndexOf(String.valueOf(quote), end - 1);
        }
        return -1;
    }

    private static String unescaped(String quoted) {
        return ESCAPE.matcher(quoted.replace("\\n", "\n").replace("\\r", "\r")).replaceAll("$1");
    }

    private String expanded(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(variable(found)));
    }

    private String variable(java.util.regex.MatchResult found) {
        if (found.group(1) != null) {
            return found.group().substring(1);
        }
        String name = Objects.requireNonNullElse(found.group(2), found.group(3));
        String outside = environment.get(name);
        return outside != null ? outside : values.getOrDefault(name, "");
    }
}
