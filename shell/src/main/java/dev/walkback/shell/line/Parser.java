package dev.walkback.shell.line;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.catalogue.Argument;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.Command;
import dev.walkback.shell.catalogue.GlobalOptions;
import dev.walkback.shell.catalogue.Option;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From words to an {@link Invocation}. Nothing is abbreviated and nothing guessed: what is not known is an error that names
 * the nearest known thing.
 *
 * <p>{@code --help} turns any line whose command is known into {@code help} for that command, whatever else is missing.
 */
public final class Parser {

    private final List<Option> global = GlobalOptions.all();
    private final List<String> words;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private String name = "";
    private @Nullable Command command;
    private int at;
    private boolean onlyArguments;

    private Parser(List<String> words) {
        this.words = words;
    }

    /** @throws UsageError when it cannot be understood */
    public static Invocation parse(List<String> words) {
        return new Parser(words).parse();
    }

    /**
     * Of a line that names no command, the global options.
     *
     * @throws UsageError when they cannot be understood, or something else is among them
     */
    public static Map<String, String> parseOptions(List<String> words) {
        Parser parser = new Parser(words);
        parser.readAll();
        return new LinkedHashMap<>(parser.options);
    }

    private void readAll() {
        while (at < words.size()) {
            String word = words.get(at++);
            if (onlyArguments || word.equals("-") || !word.startsWith("-")) {
                word(word);
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else {
                option(word);
            }
        }
    }

    private Invocation parse() {
        readAll();
        if (options.containsKey("--help")) {
            return help();
        }
        if (command == null) {
            throw Unparsed.noCommand(name);
        }
        checkArguments(command);
        return new Invocation(command, arguments, options);
    }

    /**
     * A word is part of the command's name until that is complete, an argument from then on. One that is complete may still be the beginning of
     * another: rehearse, and rehearse list.
     */
    private void word(String word) {
        String longer = name.isEmpty() ? word : name + " " + word;
        if (command != null && !(command.arguments().isEmpty() && Catalogue.has(longer))) {
            arguments.add(word);
            return;
        }
        if (Catalogue.has(longer)) {
            command = Catalogue.command(longer);
        } else if (!name.isEmpty() || !Catalogue.isGroup(word)) {
            throw Unparsed.unknownCommand(name, word);
        }
        name = longer;
    }

    private void option(String word) {
        int equals = word.indexOf('=');
        String typed = equals < 0 ? word : word.substring(0, equals);
        Option option = find(typed);
        if (option == null) {
            throw Unparsed.unknownOption(typed, name, known());
        }
        String value = "";
        if (option.takesValue()) {
            value = equals >= 0 ? word.substring(equals + 1) : next(option);
            Checks.value(option.name(), option.type(), option.choices(), value);
        } else if (equals >= 0) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    option.name() + " takes no value",
                    "it was given " + ShellWord.quoted(word.substring(equals + 1)),
                    Unparsed.helpFor(name));
        }
        if (option.many()) {
            options.merge(option.name(), value, (before, more) -> before + Invocation.BETWEEN + more);
        } else if (options.put(option.name(), value) != null && option.takesValue()) {
            throw new UsageError(
                    ErrorCode.REPEATED_OPTION,
                    option.name() + " is given twice",
                    "it has one value, and which one is meant is not guessed",
                    Unparsed.helpFor(name));
        }
    }

    private String next(Option option) {
        if (at == words.size() || words.get(at).startsWith("--")) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    option.name() + " needs a value",
                    "it is written " + option.form() + ", or " + option.name() + "=" + option.placeholder()
                            + " for a value that begins with dashes",
                    Unparsed.helpFor(name));
        }
        return words.get(at++);
    }

    private @Nullable Option find(String typed) {
        for (Option option : known()) {
            if (option.name().equals(typed)
                    || (!option.letter().isEmpty() && option.letter().equals(typed))) {
                return option;
            }
        }
        return null;
    }

    private List<Option> known() {
        if (command == null) {
            return global;
        }
        List<Option> known = new ArrayList<>(command.options());
        known.addAll(global);
        return known;
    }

    private Invocation help() {
        Map<String, String> rest = new LinkedHashMap<>(options);
        rest.remove("--help");
        rest.keySet().retainAll(global.stream().map(Option::name).toList());
        return new Invocation(Catalogue.command("help"), name.isEmpty() ? List.of() : List.of(name.split(" ")), rest);
    }

    private void checkArguments(Command found) {
        List<Argument> places = found.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument place = places.isEmpty() ? null : places.get(Math.min(i, places.size() - 1));
            if (place == null || (i >= places.size() && !place.many())) {
                throw new UsageError(
                        ErrorCode.TOO_MANY_ARGUMENTS,
                        found.name() + " does not know what to do with " + ShellWord.quoted(arguments.get(i)),
                        "it is written: " + found.synopsis(),
                        Unparsed.helpFor(name));
            }
            Checks.value(place.name(), place.type(), place.choices(), arguments.get(i));
        }
        for (int i = arguments.size(); i < places.size(); i++) {
            if (places.get(i).required()) {
                throw new UsageError(
                        ErrorCode.MISSING_VALUE,
                        found.name() + " needs " + places.get(i).name(),
                        "it is written: " + found.synopsis(),
                        Unparsed.helpFor(name));
            }
        }
        if (options.containsKey("--color") && options.containsKey("--no-color")) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    "--color and --no-color exclude each other",
                    "",
                    Unparsed.helpFor(name));
        }
        List<String> ways = Stream.of("--json", "--plain", "--words")
                .filter(options::containsKey)
                .toList();
        if (ways.size() > 1) {
            throw new UsageError(
                    ErrorCode.CONFLICTING_OPTIONS,
                    ways.get(0) + " and " + ways.get(1) + " exclude each other",
                    "",
                    Unparsed.helpFor(name));
        }
    }
}
