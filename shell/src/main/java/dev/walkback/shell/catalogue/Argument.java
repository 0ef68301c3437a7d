package dev.walkback.shell.catalogue;

import java.util.List;

/**
 * A word that a command takes by its place.
 *
 * @param name in capitals, such as {@code KEY}
 * @param required whether the command cannot do without
 * @param choices the words that a {@link ValueType#CHOICE} can be
 * @param many whether any number may follow; only the last argument can
 */
public record Argument(
        String name, ValueType type, List<String> choices, boolean required, boolean many, String description) {

    public Argument {
        choices = List.copyOf(choices);
    }

    public static Argument choice(String name, List<String> choices, String description) {
        return new Argument(name, ValueType.CHOICE, choices, true, false, description);
    }

    public static Argument required(String name, ValueType type, String description) {
        return new Argument(name, type, List.of(), true, false, description);
    }

    public static Argument optional(String name, ValueType type, String description) {
        return new Argument(name, type, List.of(), false, false, description);
    }

    public static Argument many(String name, ValueType type, String description) {
        return new Argument(name, type, List.of(), false, true, description);
    }

    /** As it stands in a synopsis. */
    public String form() {
        String repeated = many ? name + "..." : name;
        return required ? repeated : "[" + repeated + "]";
    }
}
