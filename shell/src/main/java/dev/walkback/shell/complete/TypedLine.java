package dev.walkback.shell.complete;

import dev.walkback.shell.line.CommandText;
import dev.walkback.shell.line.Statement;
import dev.walkback.shell.line.Unfinished;
import dev.walkback.shell.line.UnsetVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A line up to the cursor, finished or not.
 *
 * @param before the words of its last command that are finished
 * @param current the word that is being typed, without its quotes; empty behind a blank
 * @param from where that word begins, with its quotes
 */
public record TypedLine(List<String> before, String current, int from) {

    public TypedLine {
        before = List.copyOf(before);
    }

    public static TypedLine of(String text) {
        List<Statement> statements = statements(text);
        if (statements.isEmpty() || isBehindACommand(text, statements.getLast())) {
            return new TypedLine(List.of(), "", text.length());
        }
        List<Statement.Word> words = new ArrayList<>(statements.getLast().words());
        Statement.Word last = words.getLast();
        if (last.to() < text.length()) {
            return new TypedLine(statements.getLast().command(), "", text.length());
        }
        words.removeLast();
        List<String> before = new Statement(1, words).command();
        return new TypedLine(before, last.text(), last.from());
    }

    /** An open quote is closed, and a backslash that waits is dropped, to see what there is of the word. */
    private static List<Statement> statements(String text) {
        try {
            return CommandText.parse(text, Map.of());
        } catch (Unfinished open) {
            boolean backslash = open.open().equals("\\");
            return backslash
                    ? statements(text.substring(0, text.length() - 1))
                    : CommandText.parse(text + open.open(), Map.of());
        } catch (UnsetVariable unset) {
            return List.of();
        }
    }

    /** Whether a semicolon or a line's end lies between the last command and the cursor. */
    private static boolean isBehindACommand(String text, Statement last) {
        int end = Math.min(text.length(), last.words().getLast().to());
        return text.substring(end).chars().anyMatch(c -> c == ';' || c == '\n');
    }
}
