package dev.walkback.shell.prompt;

import dev.walkback.shell.Console;
import dev.walkback.shell.Exit;
import dev.walkback.shell.SittingFace;
import dev.walkback.shell.session.Sitting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A prompt at which nobody sits: the usual keys are typed into a terminal of its own, so that the JVM can keep what a prompt needs.
 * It is a real one of this system, as the calls to its library are the most expensive part of the start.
 */
public final class PromptRehearsal implements SittingFace {

    private static final String KEYS =
            "version\rstorage l\t\rsession show\rhelp storage\rno-such-command\rstorage ls\rexit\r";

    @Override
    public Exit run(Sitting sitting, Console console) {
        return new Prompt(PromptRehearsal::terminal).run(sitting, console);
    }

    private static Terminal terminal() {
        try {
            return TerminalBuilder.builder()
                    .name("walkback")
                    .system(false)
                    .jni(false)
                    .type("xterm-256color")
                    .streams(
                            new ByteArrayInputStream(KEYS.getBytes(StandardCharsets.US_ASCII)),
                            OutputStream.nullOutputStream())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
