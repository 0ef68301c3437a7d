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

    private static final String PROGRAM = "walkback";

    public Statement {
        words = List.copyOf(words);
    }

    public List<String> texts() {
        return words.stream().map(Word::text).toList();
    }

    /** As it is typed here, where the program's name need not stand before it: help and plans are written for a shell. */
    public List<String> command() {
        List<String> texts = texts();
        return texts.size() > 1 && texts.getFirst().equals(PROGRAM) ? texts.subList(1, texts.size()) : texts;
    }
}
