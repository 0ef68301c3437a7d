package dev.walkback.shell.catalogue;

import java.util.List;

/**
 * An option of a command, or of all of them.
 *
 * @param name with its dashes, such as {@code --storage}
 * @param letter the short form, such as {@code -r}; empty for most
 * @param placeholder of the value in help, such as {@code NAME}; empty for a switch
 * @param fallback what holds when it is not given, in words; empty where that is plain
 * @param choices the words a {@link ValueType#CHOICE} can be
 * @param many whether it may be given several times, each adding to the others
 * @param description one or two sentences
 */
public record Option(
        String name,
        String letter,
        ValueType type,
        String placeholder,
        String fallback,
        List<String> choices,
        boolean many,
        String description) {

    public Option {
        choices = List.copyOf(choices);
        if (!name.startsWith("--")) {
            throw new IllegalArgumentException("an option begins with two dashes: " + name);
        }
        if ((type == ValueType.NONE) != placeholder.isEmpty()) {
            throw new IllegalArgumentException("an option has a placeholder when it has a value: " + name);
        }
    }

    public static Option flag(String name, String description) {
        return new Option(name, "", ValueType.NONE, "", "", List.of(), false, description);
    }

    public static Option flag(String name, String letter, String description) {
        return new Option(name, letter, ValueType.NONE, "", "", List.of(), false, description);
    }

    public static Option value(String name, ValueType type, String placeholder, String description) {
        return new Option(name, "", type, placeholder, "", List.of(), false, description);
    }

    public static Option choice(String name, String placeholder, List<String> choices, String description) {
        return new Option(name, "", ValueType.CHOICE, placeholder, choices.getFirst(), choices, false, description);
    }

    public Option otherwise(String words) {
        return new Option(name, letter, type, placeholder, words, choices, many, description);
    }

    /** The same, that may be given several times. */
    public Option repeated() {
        return new Option(name, letter, type, placeholder, fallback, choices, true, description);
    }

    public boolean takesValue() {
        return type != ValueType.NONE;
    }

    /** As it stands in help: {@code -r, --recursive}, {@code --to STORAGE}, or {@code --set NAME=VALUE...}. */
    public String form() {
        return (letter.isEmpty() ? "" : letter + ", ")
                + name
                + (takesValue() ? " " + placeholder : "")
                + (many ? "..." : "");
    }
}
