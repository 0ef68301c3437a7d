package dev.walkback.shell.prompt;

import dev.walkback.shell.Console;
import dev.walkback.shell.StateHome;
import dev.walkback.shell.complete.Completion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.widget.AutosuggestionWidgets;

/** JLine's terminal and line editor, set up as this prompt wants them. */
final class LineEditor {

    /** Not "default", which JLine takes for nothing said. */
    private static final String UNCOLOURED = "fg:default";

    private static final Size USUAL = new Size(80, 24);
    private static final int HISTORY_LINES = 10_000;

    private LineEditor() {}

    /** Without JNI: it would leave a library in the folder for temporary files. */
    static Terminal terminal() {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .name("walkback")
                    .system(true)
                    .jni(false)
                    .build();
            if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
                // a terminal that was never told its size, as under some programs that type for one
                terminal.setSize(USUAL);
            }
            return terminal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LineReader reader(Terminal terminal, Completion completion, boolean plain) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .appName("walkback")
                .terminal(terminal)
                .parser(new LineParser())
                .history(new SafeHistory())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .option(LineReader.Option.LIST_AMBIGUOUS, false)
                .option(LineReader.Option.AUTO_MENU, true)
                .option(LineReader.Option.COMPLETE_MATCHER_CAMELCASE, false)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%M...> ")
                .variable(LineReader.HISTORY_SIZE, HISTORY_LINES)
                .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES);
        if (plain) {
            withoutColours(builder);
        }
        return builder.completer(new CatalogueCompleter(completion)).build();
    }

    /** What the line editor would colour is told apart by bold, underline and reverse. */
    private static void withoutColours(LineReaderBuilder builder) {
        for (String style : List.of(
                LineReader.COMPLETION_STYLE_STARTING,
                LineReader.COMPLETION_STYLE_DESCRIPTION,
                LineReader.COMPLETION_STYLE_BACKGROUND,
                LineReader.COMPLETION_STYLE_LIST_STARTING,
                LineReader.COMPLETION_STYLE_LIST_DESCRIPTION,
                LineReader.COMPLETION_STYLE_LIST_BACKGROUND)) {
            builder.variable(style, UNCOLOURED);
        }
        for (String style : List.of(LineReader.COMPLETION_STYLE_GROUP, LineReader.COMPLETION_STYLE_LIST_GROUP)) {
            builder.variable(style, "bold");
        }
        for (String style :
                List.of(LineReader.COMPLETION_STYLE_SELECTION, LineReader.COMPLETION_STYLE_LIST_SELECTION)) {
            builder.variable(style, "inverse");
        }
    }

    /** The path of the file that lines are kept in. */
    static Path historyFile(Console console) {
        return StateHome.of(console).resolve("history");
    }

    static boolean isDumb(Terminal terminal) {
        return terminal.getType().startsWith(Terminal.TYPE_DUMB)
                || terminal.getStringCapability(InfoCmp.Capability.cursor_up) == null;
    }

    static void suggest(LineReader reader) {
        new AutosuggestionWidgets(reader).enable();
    }
}
