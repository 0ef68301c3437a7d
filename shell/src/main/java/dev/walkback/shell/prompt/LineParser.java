package dev.walkback.shell.prompt;

import dev.walkback.shell.complete.TypedLine;
import dev.walkback.shell.line.CommandText;
import dev.walkback.shell.line.Unfinished;
import dev.walkback.shell.line.UnsetVariable;
import dev.walkback.shell.report.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor whether a text is finished, and which word the cursor is in, by the grammar that will read it. */
final class LineParser implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context != ParseContext.COMPLETE) {
            checkFinished(line, cursor);
        }
        return Typed.at(line, Math.clamp(cursor, 0, line.length()));
    }

    private static void checkFinished(String line, int cursor) {
        try {
            CommandText.parse(line, Map.of());
        } catch (Unfinished open) {
            throw new EOFError(open.line(), cursor, open.getMessage(), open.open());
        } catch (UnsetVariable saidWhenItIsRun) {
            // a finished text all the same
        }
    }

    /** Of a line what lies before the cursor: what is completed goes there, and what is behind stays. */
    private record Typed(String line, int cursor, TypedLine typed) implements CompletingParsedLine {

        static Typed at(String line, int cursor) {
            return new Typed(line, cursor, TypedLine.of(line.substring(0, cursor)));
        }

        @Override
        public String word() {
            return typed.current();
        }

        @Override
        public int wordCursor() {
            return typed.current().length();
        }

        @Override
        public int wordIndex() {
            return typed.before().size();
        }

        @Override
        public List<String> words() {
            List<String> words = new ArrayList<>(typed.before());
            words.add(typed.current());
            return words;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate.isEmpty() ? candidate : ShellWord.quoted(candidate.toString());
        }

        @Override
        public int rawWordCursor() {
            return cursor - typed.from();
        }

        @Override
        public int rawWordLength() {
            return cursor - typed.from();
        }
    }
}
