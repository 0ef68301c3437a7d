package dev.walkback.shell.line;

import dev.walkback.shell.catalogue.Command;
import dev.walkback.shell.catalogue.GlobalOptions;
import dev.walkback.shell.catalogue.Option;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command with what was said to it; every option and argument is one it has and of the right type.
 *
 * @param options by long name; the empty text for a switch, all values of what was given several times in one text
 */
public record Invocation(Command command, List<String> arguments, Map<String, String> options) {

    /** Stands between the values of an option that was given several times: none can hold it. */
    public static final String BETWEEN = "\0";

    private static final String STORAGE = "--storage";

    /** Of each of these one at most. */
    private static final List<Set<String>> EXCLUSIVE =
            List.of(Set.of("--json", "--plain"), Set.of("--color", "--no-color"));

    public Invocation {
        arguments = List.copyOf(arguments);
        options = Map.copyOf(options);
    }

    /** With options that hold for many commands, where it says nothing else itself. Which storage is meant is not among them. */
    public Invocation with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(options);
        more.forEach((name, value) -> {
            if (!name.equals(STORAGE) && !excluded(name)) {
                all.putIfAbsent(name, value);
            }
        });
        return new Invocation(command, arguments, all);
    }

    private boolean excluded(String name) {
        return EXCLUSIVE.stream()
                .anyMatch(group -> group.contains(name) && group.stream().anyMatch(options::containsKey));
    }

    /** About that storage, where it is about one and names none itself. */
    public Invocation onStorage(String storage) {
        if (storage.isEmpty() || options.containsKey(STORAGE) || !command.usesStorage()) {
            return this;
        }
        Map<String, String> all = new LinkedHashMap<>(options);
        all.put(STORAGE, storage);
        return new Invocation(command, arguments, all);
    }

    /** Of its options those that every command has. */
    public Map<String, String> globalOptions() {
        Map<String, String> global = new LinkedHashMap<>(options);
        global.keySet().retainAll(GlobalOptions.all().stream().map(Option::name).toList());
        return global;
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    /** All that were given for an option that may be given several times, in their order. */
    public List<String> values(String option) {
        return value(option).map(all -> List.of(all.split(BETWEEN, -1))).orElse(List.of());
    }

    public Optional<Duration> duration(String option) {
        return value(option).flatMap(Values::duration);
    }

    public Optional<Values.Range> range(String option) {
        return value(option).flatMap(Values::range);
    }

    /** The argument at a place; the empty text where none was given. */
    public String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }
}
