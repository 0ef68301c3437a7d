package dev.walkback.shell.prompt;

import dev.walkback.shell.line.CommandText;
import dev.walkback.shell.line.Statement;
import dev.walkback.shell.line.Unfinished;
import dev.walkback.shell.line.UnsetVariable;
import java.util.List;
import java.util.Map;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether a text is finished, by the grammar that will read it. */
final class LineParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        try {
            return new Typed(line, cursor, CommandText.parse(line, Map.of()));
        } catch (Unfinished open) {
            throw new EOFError(open.line(), cursor, open.getMessage(), open.open());
        } catch (UnsetVariable saidWhenItIsRun) {
            return new Typed(line, cursor, List.of());
        }
    }

    private record Typed(String line, int cursor, List<Statement> statements) implements ParsedLine {

        @Override
        public String word() {
            return "";
        }

        @Override
        public int wordCursor() {
            return 0;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return statements.stream()
                    .flatMap(statement -> statement.texts().stream())
                    .toList();
        }
    }
}
