package dev.walkback.shell.line;

import dev.walkback.shell.catalogue.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command with what was said to it; every option and argument is one it has and of the right type.
 *
 * @param options by long name; the empty text for a switch
 */
public record Invocation(Command command, List<String> arguments, Map<String, String> options) {

    public Invocation {
        arguments = List.copyOf(arguments);
        options = Map.copyOf(options);
    }

    public boolean has(String option) {
        return options.containsKey(option);
    }

    public Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
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
