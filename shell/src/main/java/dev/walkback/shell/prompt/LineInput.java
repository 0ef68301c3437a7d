package dev.walkback.shell.prompt;

import java.io.IOError;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.InputProvider;

/** What a person types, line by line. Ctrl-C clears a line and leaves nothing; Ctrl-D on an empty line leaves. */
final class LineInput implements InputProvider {

    private final LineReader reader;
    private final Supplier<AttributedString> prompt;

    LineInput(LineReader reader, Supplier<AttributedString> prompt) {
        this.reader = reader;
        this.prompt = prompt;
    }

    /** Null when nothing more will come. */
    @Override
    public @Nullable String readInput() {
        while (true) {
            try {
                return reader.readLine(prompt.get().toAnsi(reader.getTerminal()));
            } catch (EndOfFileException | IOError left) {
                // an error of the terminal itself: its window was closed, or the line to it broke
                return null;
            } catch (UserInterruptException interrupted) {
                if (isEnding()) {
                    return null;
                }
                if (interrupted.getPartialLine().isBlank()) {
                    reader.getTerminal().writer().println("exit or Ctrl-D to leave");
                }
            }
        }
    }

    /** Whether a signal is ending the process: then a hook can neither be added nor removed. */
    private static boolean isEnding() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
