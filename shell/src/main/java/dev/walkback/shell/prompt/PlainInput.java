package dev.walkback.shell.prompt;

import dev.walkback.shell.line.CommandText;
import dev.walkback.shell.line.Unfinished;
import dev.walkback.shell.line.UnsetVariable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.InputProvider;

/**
 * Lines as the system itself lets them be edited, for terminals on which nothing can be drawn: JLine would print each line a second
 * time there.
 */
final class PlainInput implements InputProvider {

    private final Terminal terminal;
    private final InputStream keys;
    private final Supplier<String> prompt;
    private final Consumer<String> history;

    PlainInput(Terminal terminal, InputStream keys, Supplier<String> prompt, Consumer<String> history) {
        this.terminal = terminal;
        this.keys = keys;
        this.prompt = prompt;
        this.history = history;
    }

    /** Null when nothing more will come. */
    @Override
    public @Nullable String readInput() {
        String text = line(prompt.get());
        String open = text == null ? "" : open(text);
        while (text != null && !open.isEmpty()) {
            String more = line(open + "...> ");
            text = more == null ? null : text + "\n" + more;
            open = text == null ? "" : open(text);
        }
        if (text != null && !text.isBlank()) {
            history.accept(text);
        }
        return text;
    }

    /** The character that waits for more; empty when none does. */
    private static String open(String text) {
        try {
            CommandText.parse(text, Map.of());
            return "";
        } catch (Unfinished unfinished) {
            return unfinished.open();
        } catch (UnsetVariable saidWhenItIsRun) {
            return "";
        }
    }

    /** The system has thrown away what was typed by the time that Ctrl-C is told here. */
    @Nullable
    String line(String before) {
        PrintWriter out = terminal.writer();
        Terminal.SignalHandler handler = terminal.handle(Terminal.Signal.INT, signal -> {
            out.print("\nexit or Ctrl-D to leave\n" + before);
            out.flush();
        });
        out.print(before);
        out.flush();
        try {
            return read();
        } catch (IOException over) {
            return null;
        } finally {
            terminal.handle(Terminal.Signal.INT, handler);
        }
    }

    private @Nullable String read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = keys.read(); read >= 0; read = keys.read()) {
            if (read == '\n') {
                return line.toString(charset());
            }
            line.write(read);
        }
        return null;
    }

    private Charset charset() {
        return terminal.encoding();
    }
}
