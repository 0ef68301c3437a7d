package dev.walkback.shell.report;

import dev.walkback.shell.Console;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Says things: results on standard output, everything else on standard error. All failures to write to standard output come out
 * as {@link UncheckedIOException}; what cannot be said on standard error is lost, as there is nobody to tell.
 */
public final class Reporter {

    private static final String RED = "\033[31m";
    private static final String NORMAL = "\033[0m";

    private final Console console;
    private final Style style;
    private final String program;
    private final OutputStream out;

    /** @param program what is put before own commands in suggestions, such as {@code walkback} and a blank; empty at a prompt */
    public Reporter(Console console, Style style, String program) {
        this.console = console;
        this.style = style;
        this.program = program;
        this.out = new BufferedOutputStream(new StandardOutput(console.out()), 1 << 16);
    }

    public Style style() {
        return style;
    }

    public void show(Report report) {
        try {
            if (style.json()) {
                JsonPage.write(report, out, console.outIsTerminal(), style.ascii());
            } else {
                Page page = new Page(
                        out,
                        style,
                        program,
                        console.outIsTerminal(),
                        console.width(),
                        console.clock().instant());
                if (style.words()) {
                    report.words(page);
                } else {
                    report.text(page);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Standard output itself, for bytes. */
    public OutputStream bytes() {
        return out;
    }

    /** Something a person should know although the command goes on. Never said with {@code --quiet}. */
    public void note(String sentence) {
        if (!style.quiet()) {
            err("note: " + sentence);
        }
    }

    /** A sentence that stands for itself, whatever {@code --quiet} says. */
    public void say(String sentence) {
        err(sentence);
    }

    /** What is being done, for those who asked to be told. */
    public void verbose(String sentence) {
        if (style.verbose()) {
            err(sentence);
        }
    }

    public void error(Problem problem) {
        if (style.json()) {
            try {
                JsonPage.write(problem, program, console.err(), style.ascii());
                console.err().flush();
            } catch (IOException nobodyReads) {
                // there is no other place to say it; the exit code remains
            }
            return;
        }
        err(ErrorText.of(problem, program), style.colour() ? RED : "");
    }

    private void err(String text) {
        err(text, "");
    }

    /** Names from elsewhere may be in the text: no control character but our own reaches the terminal. */
    private void err(String text, String colour) {
        String safe = Text.safeLines(text, style.ascii()) + "\n";
        int label = safe.indexOf(':') + 1;
        String coloured = colour.isEmpty() ? safe : colour + safe.substring(0, label) + NORMAL + safe.substring(label);
        try {
            console.err().write(coloured.getBytes(StandardCharsets.UTF_8));
            console.err().flush();
        } catch (IOException nobodyReads) {
            // there is no other place to say it
        }
    }
}
