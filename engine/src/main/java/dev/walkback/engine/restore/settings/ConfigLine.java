package dev.walkback.engine.restore.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL reads in one line of a configuration file: a name and its value, with or without an equals sign and quotes. Includes have the same
 * form.
 *
 * @param name in lower case
 */
record ConfigLine(String name, String value) {

    private static final Pattern FORM = Pattern.compile(
            "\\s*(?<name>[A-Za-z_\\x80-\\x{10FFFF}][A-Za-z0-9_$\\x80-\\x{10FFFF}]*(?:\\.[A-Za-z_\\x80-\\x{10FFFF}][A-Za-z0-9_$\\x80-\\x{10FFFF}]*)?)"
                    + "(?:\\s*=\\s*|\\s+|(?='))"
                    + "(?:'(?<quoted>(?:[^'\\\\]|\\\\.|'')*)'|(?<plain>[^\\s'#=][^\\s'#]*))\\s*(?:#.*)?");

    /** Empty for blank lines, comments, and what PostgreSQL would not read either. */
    static Optional<ConfigLine> read(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String plain = form.group("plain");
        return Optional.of(new ConfigLine(
                form.group("name").toLowerCase(Locale.ROOT), plain != null ? plain : unquoted(form.group("quoted"))));
    }

    private static String unquoted(String quoted) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c == '\'') {
                i++;
            } else if (c == '\\') {
                c = quoted.charAt(++i);
                int digits = octal(quoted, i);
                if (digits > 0) {
                    c = (char) (Integer.parseInt(quoted.substring(i, i + digits), 8) & 0xFF);
                    i += digits - 1;
                } else {
                    c = escaped(c);
                }
            }
            value.append(c);
        }
        return value.toString();
    }

    private static int octal(String text, int from) {
        int digits = 0;
        while (digits < 3
                && from + digits < text.length()
                && text.charAt(from + digits) >= '0'
                && text.charAt(from + digits) <= '7') {
            digits++;
        }
        return digits;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }
}
