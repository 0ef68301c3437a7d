package dev.walkback.shell.catalogue;

import dev.walkback.shell.report.archive.CodeList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What can be typed next, as far as that is known without looking at a storage. */
final class CompletionWords {

    /** Stands for the names of files. */
    static final String FILE = "FILE";

    private CompletionWords() {}

    static List<String> first() {
        Set<String> words = new LinkedHashSet<>();
        Catalogue.NAMES.stream()
                .filter(name -> !Catalogue.isForThePrompt(name))
                .forEach(name -> words.add(firstOf(name)));
        return List.copyOf(words);
    }

    private static String firstOf(String name) {
        return name.substring(0, (name + " ").indexOf(' '));
    }

    static List<String> groups() {
        return first().stream().filter(Catalogue::isGroup).toList();
    }

    static List<String> second(String group) {
        return Catalogue.group(group).stream()
                .filter(command -> !Catalogue.isForThePrompt(command.name()))
                .map(command -> command.name().substring(group.length() + 1))
                .toList();
    }

    /** The words an argument of the command can be; only {@link #FILE} where it is a file. */
    static List<String> arguments(Command command) {
        return switch (command.name()) {
            case "explain" -> CodeList.all().names();
            case "help" -> {
                Set<String> words = new LinkedHashSet<>();
                Catalogue.NAMES.forEach(name -> words.add(firstOf(name)));
                words.addAll(Topic.names());
                yield List.copyOf(words);
            }
            default -> ofTypes(command);
        };
    }

    private static List<String> ofTypes(Command command) {
        if (command.arguments().isEmpty()) {
            return List.of();
        }
        Argument first = command.arguments().getFirst();
        return first.type() == ValueType.FILE ? List.of(FILE) : first.choices();
    }
}
