package dev.walkback.shell.line;

import java.util.List;
import java.util.Map;

/** The words of a text that is one command. */
public final class Words {

    private Words() {}

    /** @throws Unfinished when a quote is not closed or nothing follows a backslash */
    public static List<String> split(String line) {
        return CommandText.parse(line, Map.of()).stream()
                .flatMap(statement -> statement.texts().stream())
                .toList();
    }
}
