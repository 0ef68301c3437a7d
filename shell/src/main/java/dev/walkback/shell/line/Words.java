package dev.walkback.shell.line;

import java.util.ArrayList;
import java.util.List;

/** Between a typed line and its words, as a POSIX shell sees them: blanks part words, quotes and backslashes keep them whole. */
public final class Words {

    private Words() {}

    /** @throws IllegalArgumentException when a quote is not closed */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i++);
            switch (c) {
                case ' ', '\t' -> {
                    if (inWord) {
                        words.add(word.toString());
                        word.setLength(0);
                    }
                    inWord = false;
                    continue;
                }
                case '\'' -> i = quoted(line, i, word);
                case '"' -> i = doubleQuoted(line, i, word);
                case '\\' -> {
                    if (i == line.length()) {
                        throw new IllegalArgumentException("nothing follows the backslash at the end");
                    }
                    word.append(line.charAt(i++));
                }
                default -> word.append(c);
            }
            inWord = true;
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    private static int quoted(String line, int from, StringBuilder word) {
        int end = line.indexOf('\'', from);
        if (end < 0) {
            throw new IllegalArgumentException("a quote (') is not closed");
        }
        word.append(line, from, end);
        return end + 1;
    }

    private static int doubleQuoted(String line, int from, StringBuilder word) {
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            boolean escape = c == '\\' && i + 1 < line.length() && "\"\\$`".indexOf(line.charAt(i + 1)) >= 0;
            word.append(escape ? line.charAt(++i) : c);
        }
        throw new IllegalArgumentException("a quote (\") is not closed");
    }
}
