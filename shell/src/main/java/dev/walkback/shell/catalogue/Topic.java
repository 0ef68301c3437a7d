package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Pages of help that belong to no single command. */
public enum Topic {
    START("start", "the first five minutes"),
    PROMPT("prompt", "what stands before the cursor, keys, history"),
    EXIT_CODES("exit-codes", "the numbers a command ends with"),
    ENVIRONMENT("environment", "variables that are read"),
    JSON("json", "what --json promises"),
    STORAGES("storages", "how a storage is named and found"),
    CODECS("codecs", "compression, by ending"),
    ENCRYPTION("encryption", "keys, and where they are taken from");

    private final String title;
    private final String summary;

    Topic(String title, String summary) {
        this.title = title;
        this.summary = summary;
    }

    public String title() {
        return title;
    }

    public String summary() {
        return summary;
    }

    public static Optional<Topic> of(String title) {
        return Arrays.stream(values())
                .filter(topic -> topic.title.equals(title))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Topic::title).toList();
    }

    public String text() {
        String body = switch (this) {
            case START -> PromptTexts.START;
            case PROMPT -> PromptTexts.PROMPT;
            case EXIT_CODES -> exitCodes();
            case ENVIRONMENT -> TopicTexts.ENVIRONMENT;
            case JSON -> TopicTexts.JSON;
            case STORAGES -> TopicTexts.STORAGES;
            case CODECS -> TopicTexts.CODECS;
            case ENCRYPTION -> TopicTexts.ENCRYPTION;
        };
        return title + ": " + summary + "\n\n" + body;
    }

    private static String exitCodes() {
        StringBuilder page = new StringBuilder();
        for (Exit exit : Exit.values()) {
            Paragraphs.entry(page, Integer.toString(exit.code()), exit.meaning(), 7);
        }
        page.append('\n').append(Paragraphs.wrapped("""
                        Every error also has a code in words, printed with it and stable: walkback explain CODE.

                        Under the name wal-g all commands but wal-fetch keep WAL-G's own numbers (0, 1, 2).""", 0));
        return page.toString();
    }
}
