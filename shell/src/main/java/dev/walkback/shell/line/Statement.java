package dev.walkback.shell.line;

import java.util.List;

/**
 * One command as it stands in a text.
 *
 * @param line where it begins, counted from 1
 */
public record Statement(int line, List<Word> words) {

    /**
     * @param text without its quotes
     * @param from where it begins in the whole text, quotes included
     * @param to behind its end
     */
    public record Word(String text, int from, int to) {}

    public Statement {
        words = List.copyOf(words);
    }

    public List<String> texts() {
        return words.stream().map(Word::text).toList();
    }
}
