package dev.walkback.shell.complete;

import dev.walkback.shell.catalogue.Argument;
import dev.walkback.shell.catalogue.Catalogue;
import dev.walkback.shell.catalogue.Command;
import dev.walkback.shell.catalogue.Effect;
import dev.walkback.shell.catalogue.GlobalOptions;
import dev.walkback.shell.catalogue.Option;
import dev.walkback.shell.catalogue.Topic;
import dev.walkback.shell.report.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what can stand at the cursor: the next word of a command, an option, or a value of the kind that is asked for there. */
public final class Completion {

    private final Knowledge knowledge;
    private final Values values;

    public Completion(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.values = new Values(knowledge);
    }

    /** What begins like the current word comes first to mind, but all is given: the line editor matches as it likes. */
    public List<Proposal> at(TypedLine line) {
        Seen seen = Seen.of(line.before());
        String current = line.current();
        if (seen.waiting != null && !seen.onlyArguments) {
            return values.of(seen.waiting.type(), seen.waiting.choices(), current, seen.given);
        }
        int equals = current.indexOf('=');
        if (current.startsWith("--") && equals > 0 && !seen.onlyArguments) {
            return valueBehindEquals(seen, current, equals);
        }
        if (current.startsWith("-") && !seen.onlyArguments) {
            return options(seen);
        }
        Command command = seen.command;
        return command == null ? names(seen.name) : arguments(command, seen, current);
    }

    private List<Proposal> valueBehindEquals(Seen seen, String current, int equals) {
        String name = current.substring(0, equals + 1);
        return seen.known().stream()
                .filter(option -> name.equals(option.name() + "=") && option.takesValue())
                .flatMap(option ->
                        values.of(option.type(), option.choices(), current.substring(equals + 1), seen.given).stream())
                .map(it -> new Proposal(name + it.word(), it.description(), it.group(), it.whole()))
                .toList();
    }

    private static List<Proposal> options(Seen seen) {
        return seen.known().stream()
                .filter(option -> !seen.given.containsKey(option.name()))
                .map(option -> Proposal.of(option.name(), option.description(), seen.groupOf(option)))
                .toList();
    }

    /** The words that go on from {@code begun}, which is empty or a group. */
    private List<Proposal> names(String begun) {
        Map<String, Proposal> next = new LinkedHashMap<>();
        String prefix = begun.isEmpty() ? "" : begun + " ";
        for (String name : Catalogue.NAMES) {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                int blank = rest.indexOf(' ');
                String word = blank < 0 ? rest : rest.substring(0, blank);
                next.putIfAbsent(word, blank < 0 ? command(name, word) : group(name, word));
            }
        }
        return List.copyOf(next.values());
    }

    private Proposal command(String name, String word) {
        Command command = Catalogue.command(name);
        boolean refused = command.effect() == Effect.CHANGES_STORAGE
                && !knowledge.sitting().mayChange();
        return Proposal.of(word, command.summary() + (refused ? " (after session arm)" : ""), "commands");
    }

    private static Proposal group(String name, String word) {
        List<String> verbs = Catalogue.NAMES.stream()
                .filter(it -> it.startsWith(word + " "))
                .map(it -> it.substring(word.length() + 1))
                .toList();
        assert !verbs.isEmpty() : name;
        return Proposal.of(word, String.join(", ", verbs), "commands");
    }

    private List<Proposal> arguments(Command command, Seen seen, String current) {
        switch (command.name()) {
            case "help" -> {
                return help(seen.arguments);
            }
            case "explain" -> {
                return java.util.Arrays.stream(ErrorCode.values())
                        .map(code ->
                                Proposal.of(code.text(), "exit " + code.exit().code(), "error codes"))
                        .toList();
            }
            case "session set" -> {
                if (seen.arguments.size() == 1) {
                    return preference(seen.arguments.getFirst());
                }
            }
            default -> {}
        }
        List<Argument> places = command.arguments();
        int at = seen.arguments.size();
        if (places.isEmpty() || (at >= places.size() && !places.getLast().many())) {
            return List.of();
        }
        Argument place = places.get(Math.min(at, places.size() - 1));
        return values.of(place.type(), place.choices(), current, seen.given);
    }

    private List<Proposal> help(List<String> words) {
        List<Proposal> all = new ArrayList<>(names(String.join(" ", words)));
        if (words.isEmpty()) {
            for (Topic topic : Topic.values()) {
                all.add(Proposal.of(topic.title(), topic.summary(), "topics"));
            }
        }
        return all;
    }

    private static List<Proposal> preference(String name) {
        return (name.equals("link") ? List.of("slow", "fast") : List.of("on", "off"))
                .stream().map(word -> Proposal.of(word, "", "values")).toList();
    }

    /** What the finished words of a line say. Nothing is an error here: it is still being typed. */
    private static final class Seen {
        private String name = "";
        private @Nullable Command command;
        private @Nullable Option waiting;
        private boolean onlyArguments;
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> given = new LinkedHashMap<>();

        static Seen of(List<String> words) {
            Seen seen = new Seen();
            words.forEach(seen::take);
            return seen;
        }

        private void take(String word) {
            if (waiting != null) {
                given.put(waiting.name(), word);
                waiting = null;
            } else if (onlyArguments || !word.startsWith("-") || word.equals("-")) {
                takeWord(word);
            } else if (word.equals("--")) {
                onlyArguments = true;
            } else {
                takeOption(word);
            }
        }

        private void takeWord(String word) {
            String longer = name.isEmpty() ? word : name + " " + word;
            if (command != null && !(command.arguments().isEmpty() && Catalogue.has(longer))) {
                arguments.add(word);
                return;
            }
            name = longer;
            if (Catalogue.has(name)) {
                command = Catalogue.command(name);
            }
        }

        private void takeOption(String word) {
            int equals = word.indexOf('=');
            String typed = equals < 0 ? word : word.substring(0, equals);
            for (Option option : known()) {
                if (option.name().equals(typed) || option.letter().equals(typed)) {
                    given.put(option.name(), equals < 0 ? "" : word.substring(equals + 1));
                    waiting = option.takesValue() && equals < 0 ? option : null;
                    return;
                }
            }
        }

        private List<Option> known() {
            List<Option> known = new ArrayList<>();
            if (command != null) {
                known.addAll(command.options());
            }
            known.addAll(GlobalOptions.all());
            return known;
        }

        private String groupOf(Option option) {
            return command != null && command.options().contains(option) ? "options" : "options of all commands";
        }
    }
}
