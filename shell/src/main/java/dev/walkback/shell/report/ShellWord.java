package dev.walkback.shell.report;

import java.util.List;

/** Words as they can be pasted into a POSIX shell; also how a name from elsewhere stands in a sentence. */
public final class ShellWord {

    private static final String PLAIN = "_-./=:@%+,";

    private ShellWord() {}

    /** The word as it can be pasted into a shell. */
    public static String quoted(String word) {
        if (!word.isEmpty() && word.chars().allMatch(ShellWord::plain)) {
            return word;
        }
        if (word.chars().anyMatch(Character::isISOControl)) {
            return dollarQuoted(word);
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean plain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    /** With $'...', the one form in which a control character can be typed. */
    private static String dollarQuoted(String word) {
        StringBuilder quoted = new StringBuilder("$'");
        word.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                quoted.append(c < 0x80 ? "\\x" : "\\u00")
                        .append(Character.forDigit(c >> 4, 16))
                        .append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c == '\'' || c == '\\' ? "\\" : "").appendCodePoint(c);
            }
        });
        return quoted.append('\'').toString();
    }

    public static String joined(List<String> words) {
        return String.join(" ", words.stream().map(ShellWord::quoted).toList());
    }
}
