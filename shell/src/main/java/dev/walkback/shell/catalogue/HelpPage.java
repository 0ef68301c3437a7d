package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import dev.walkback.shell.report.Text;
import java.util.List;

/** Help as it is printed. */
public final class HelpPage {

    private static final String PROGRAM = "walkback ";
    private static final int COLUMN = 26;

    private HelpPage() {}

    /** Everything there is, one line each. */
    public static String all() {
        StringBuilder page = new StringBuilder("walkback: the recovery console for PostgreSQL archives\n\nCommands\n");
        Catalogue.all().forEach(command -> Paragraphs.entry(page, command.name(), command.summary(), COLUMN));
        page.append("\nTopics\n");
        for (Topic topic : Topic.values()) {
            Paragraphs.entry(page, "help " + topic.title(), topic.summary(), COLUMN);
        }
        options(page, "\nGlobal options\n", GlobalOptions.all());
        page.append("\nhelp COMMAND shows one command with examples.\n");
        return page.toString();
    }

    public static String ofGroup(String word) {
        StringBuilder page = new StringBuilder();
        Catalogue.group(word).forEach(command -> Paragraphs.entry(page, command.name(), command.summary(), COLUMN));
        return page.append("\nhelp ")
                .append(word)
                .append(" COMMAND shows one of them with examples.\n")
                .toString();
    }

    public static String of(Command command) {
        StringBuilder page = new StringBuilder();
        page.append(command.name()).append(": ").append(command.summary()).append("\n\n");
        usage(page, command);
        page.append('\n').append(Paragraphs.wrapped(command.description(), 0));
        if (!command.arguments().isEmpty()) {
            page.append("\nArguments\n");
            command.arguments().forEach(it -> Paragraphs.entry(page, it.form(), it.description(), COLUMN));
        }
        options(page, "\nOptions\n", command.options());
        page.append("\nGlobal options, such as --storage and --json: help\n");
        examples(page, command);
        exits(page, command);
        page.append("\nThis command ").append(command.effect().words()).append(".\n");
        return page.toString();
    }

    private static void usage(StringBuilder page, Command command) {
        String hanging = "         ";
        List<String> lines = Text.lines(PROGRAM + command.synopsis(), Paragraphs.WIDTH - hanging.length());
        page.append("Usage:   ").append(String.join("\n" + hanging, lines)).append('\n');
    }

    private static void options(StringBuilder page, String title, List<Option> options) {
        if (options.isEmpty()) {
            return;
        }
        page.append(title);
        for (Option option : options) {
            Paragraphs.entry(page, option.form(), said(option), COLUMN);
        }
    }

    static String said(Option option) {
        String choices = option.choices().isEmpty() ? "" : " One of: " + String.join(", ", option.choices()) + ".";
        String fallback = option.fallback().isEmpty() ? "" : " Default: " + option.fallback() + ".";
        return option.description() + choices + fallback;
    }

    private static void examples(StringBuilder page, Command command) {
        page.append("\nExamples\n");
        for (Example example : command.examples()) {
            String line = PROGRAM + example.line();
            page.append("  ").append(line);
            if (!example.purpose().isEmpty()) {
                page.append("\n      ").append(example.purpose());
            }
            page.append('\n');
        }
    }

    private static void exits(StringBuilder page, Command command) {
        page.append("\nExit codes\n");
        for (Exit exit : exitsOf(command)) {
            Paragraphs.entry(page, Integer.toString(exit.code()), exit.meaning(), 7);
        }
        page.append("  See also: help exit-codes\n");
    }

    static List<Exit> exitsOf(Command command) {
        return java.util.Arrays.stream(Exit.values())
                .filter(exit -> exit == Exit.DONE
                        || exit == Exit.USAGE
                        || command.exits().contains(exit))
                .toList();
    }
}
