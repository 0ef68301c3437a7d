package dev.walkback.shell;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a command may see of the world outside: its streams, whether a person sits at them, the environment and the clock.
 * Commands are handed one and never reach for {@code System}, so that the prompt, a test and the one-shot main can each
 * give their own.
 *
 * @param out results only; writing to it may fail with an {@link java.io.IOException} when the reader has left
 * @param err progress, notes and errors
 * @param width of the terminal in columns; 80 where nobody knows
 */
public record Console(
        OutputStream out,
        OutputStream err,
        InputStream in,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean inIsTerminal,
        int width,
        Map<String, String> env,
        Clock clock) {

    /** A variable, or the empty text where it is not set: an empty variable counts as unset everywhere. */
    public String variable(String name) {
        return env.getOrDefault(name, "");
    }
}
