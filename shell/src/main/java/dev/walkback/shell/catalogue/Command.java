package dev.walkback.shell.catalogue;

import dev.walkback.shell.Exit;
import java.util.List;

/**
 * One command as data: parser, help, completion, man page and reference are all made from this.
 *
 * @param name its words, such as {@code storage ls}
 * @param summary one line, lower case, no full stop
 * @param description paragraphs, separated by empty lines; lines that begin with a blank stay as they are
 * @param exits the codes it can end with beside 0, 2, 70 and those of signals
 * @param usesStorage whether the options that choose a storage mean something here
 */
public record Command(
        String name,
        String summary,
        String description,
        List<Argument> arguments,
        List<Option> options,
        List<Example> examples,
        List<Exit> exits,
        Effect effect,
        boolean usesStorage) {

    public Command {
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
        exits = List.copyOf(exits);
    }

    /** {@code storage cat KEY [--decode]}, without the program's name. */
    public String synopsis() {
        StringBuilder line = new StringBuilder(name);
        for (Argument argument : arguments) {
            line.append(' ').append(argument.form());
        }
        for (Option option : options) {
            line.append(" [")
                    .append(option.letter().isEmpty() ? option.form() : option.letter())
                    .append(']');
        }
        return line.toString();
    }
}
