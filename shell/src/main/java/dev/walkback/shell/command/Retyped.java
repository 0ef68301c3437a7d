package dev.walkback.shell.command;

import dev.walkback.shell.catalogue.GlobalOptions;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A command as it would be typed again, with one option more or fewer. */
public final class Retyped {

    private Retyped() {}

    /** What leads to the same storage again, as far as it was given: {@code --config FILE --storage NAME}, a blank before each. */
    public static String storage(Invocation invocation) {
        StringBuilder words = new StringBuilder();
        for (String option : List.of("--config", "--storage")) {
            invocation
                    .value(option)
                    .ifPresent(value -> words.append(' ').append(ShellWord.quoted(option + "=" + value)));
        }
        return words.toString();
    }

    /**
     * @param without options to leave out
     * @param more words to put before the arguments
     */
    public static String line(Invocation invocation, Set<String> without, String... more) {
        List<String> words = new ArrayList<>(List.of(invocation.command().name().split(" ", -1)));
        invocation.options().entrySet().stream()
                .filter(option -> !without.contains(option.getKey()))
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(option -> {
                    if (takesValue(invocation, option.getKey())) {
                        invocation.values(option.getKey()).forEach(value -> words.add(option.getKey() + "=" + value));
                    } else {
                        words.add(option.getKey());
                    }
                });
        words.addAll(List.of(more));
        if (invocation.arguments().stream().anyMatch(argument -> argument.startsWith("-"))) {
            words.add("--");
        }
        words.addAll(invocation.arguments());
        return ShellWord.joined(words);
    }

    private static boolean takesValue(Invocation invocation, String name) {
        return Stream.concat(invocation.command().options().stream(), GlobalOptions.all().stream())
                .anyMatch(option -> option.name().equals(name) && option.takesValue());
    }
}
