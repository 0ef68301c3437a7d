package dev.walkback.shell.line;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.Command;
import dev.walkback.shell.catalogue.Option;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said when words make no command. */
final class Unparsed {

    private Unparsed() {}

    static Suggestion helpFor(String name) {
        return Suggestion.command(name.isEmpty() ? "help" : "help " + name, "how it is written");
    }

    static UsageError noCommand(String name) {
        if (name.isEmpty()) {
            return new UsageError(
                    ErrorCode.UNKNOWN_COMMAND, "no command was given", "", Suggestion.command("help", "all commands"));
        }
        return new UsageError(
                ErrorCode.UNKNOWN_COMMAND,
                name + " is the beginning of several commands",
                String.join(
                        ", ", Catalogue.group(name).stream().map(Command::name).toList()),
                Suggestion.command("help " + name, "what each of them does"));
    }

    static UsageError unknownCommand(String group, String word) {
        String typed = group.isEmpty() ? word : group + " " + word;
        List<Suggestion> tries = new ArrayList<>();
        Nearest.to(typed, candidates(group)).ifPresent(nearest -> tries.add(nearest(nearest)));
        tries.add(Suggestion.command(group.isEmpty() ? "help" : "help " + group, "all there are"));
        return new UsageError(ErrorCode.UNKNOWN_COMMAND, "unknown command " + ShellWord.quoted(typed), "", tries);
    }

    /** A verb alone also counts as near: {@code ls} means {@code storage ls}. */
    private static Set<String> candidates(String group) {
        Set<String> known = new LinkedHashSet<>(Catalogue.NAMES);
        if (group.isEmpty()) {
            for (String name : Catalogue.NAMES) {
                known.add(name.substring(0, Math.max(0, name.indexOf(' '))));
                known.add(name.substring(name.indexOf(' ') + 1));
            }
            known.remove("");
        }
        return known;
    }

    private static Suggestion nearest(String nearest) {
        if (Catalogue.has(nearest)) {
            Command command = Catalogue.command(nearest);
            boolean needsMore = command.arguments().stream().anyMatch(argument -> argument.required());
            return Suggestion.command((needsMore ? "help " : "") + nearest, command.summary());
        }
        if (Catalogue.isGroup(nearest)) {
            return Suggestion.command("help " + nearest, "its commands");
        }
        String name = Catalogue.NAMES.stream()
                .filter(known -> known.endsWith(" " + nearest))
                .findFirst()
                .orElseThrow();
        return nearest(name);
    }

    static UsageError unknownOption(String typed, String command, List<Option> known) {
        List<String> names = known.stream().map(Option::name).toList();
        String place = command.isEmpty() ? "" : " for " + command;
        String why = Nearest.to(typed, names)
                .map(nearest -> "the nearest is " + nearest)
                .orElse(command.isEmpty() ? "only global options may stand before the command" : "");
        return new UsageError(
                ErrorCode.UNKNOWN_OPTION, "unknown option " + ShellWord.quoted(typed) + place, why, helpFor(command));
    }
}
