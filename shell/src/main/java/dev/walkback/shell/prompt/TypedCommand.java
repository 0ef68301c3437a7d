package dev.walkback.shell.prompt;

import dev.walkback.shell.line.Words;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Spring's idea of a parsed line, holding nothing but its words. Options are not told apart here: Spring's own parser drops those it
 * does not know and splits again what was quoted.
 */
final class TypedCommand implements CommandParser {

    @Override
    public ParsedInput parse(String line) {
        return of(Words.split(line));
    }

    static ParsedInput of(List<String> words) {
        ParsedInput.Builder input = ParsedInput.builder().commandName(words.getFirst());
        for (int i = 0; i < words.size(); i++) {
            input.addArgument(new CommandArgument(i, words.get(i)));
        }
        return input.build();
    }
}
