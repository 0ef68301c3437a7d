package dev.walkback.shell.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Where text results are written, line by line. */
public final class Page {

    private static final String BOLD = "\033[1m";
    private static final String NORMAL = "\033[0m";
    private static final int NARROWEST = 40;
    private static final int WIDEST = 100;

    private final OutputStream out;
    private final Style style;
    private final String program;
    private final boolean terminal;
    private final int width;
    private final Instant now;

    /** @param program as in {@link Reporter} */
    Page(OutputStream out, Style style, String program, boolean terminal, int width, Instant now) {
        this.out = out;
        this.style = style;
        this.program = program;
        this.terminal = terminal;
        this.width = width;
        this.now = now;
    }

    /** Whether to print full values, one record a line, parted by tabs. */
    public boolean plain() {
        return style.plain();
    }

    /** Whether a person is looking: short sizes and ages help a person only. */
    public boolean forPeople() {
        return terminal && !style.plain();
    }

    /** How many columns there are; meant for people, since a file has no width. */
    public int width() {
        return width;
    }

    /** Whether only ASCII may be drawn. */
    public boolean ascii() {
        return style.ascii();
    }

    public Instant now() {
        return now;
    }

    /** A name from elsewhere, made harmless. */
    public String name(String name) {
        return Text.safe(name, style.ascii() && terminal);
    }

    /** A sentence with names in it: harmless, but for backslashes as it is. */
    public String sentence(String sentence) {
        return Text.safeLines(sentence, style.ascii() && terminal).replace('\n', ' ');
    }

    public void line(String line) {
        write(line + "\n");
    }

    /** A command of ours, as it can be typed here. */
    public String typed(String command) {
        return program + command;
    }

    /** The same, on a line of its own. */
    public void command(String command) {
        line("  " + typed(command));
    }

    /** A line of ours with names in it: in a file as it is, on a terminal in as many lines as it needs, each indented alike. */
    public void wrapped(String indent, String sentence) {
        String safe = sentence(sentence);
        String before = indent;
        int room = forPeople() ? Math.max(NARROWEST - indent.length(), width - indent.length()) : Integer.MAX_VALUE;
        for (String part : Text.lines(safe, room)) {
            line((before + part).stripTrailing());
            before = " ".repeat(indent.length());
        }
    }

    /** Sentences, with names in them that were made harmless, in lines that are easy to read. */
    public void paragraph(String sentences) {
        Text.lines(sentences, Math.max(NARROWEST, Math.min(width, WIDEST))).forEach(this::line);
    }

    public void bold(String line) {
        write(style.colour() ? BOLD + line + NORMAL + "\n" : line + "\n");
    }

    /** Lines of our own, each with its line end. */
    void prose(String text) {
        write(text);
    }

    /** Fields of one record, parted by tabs; they must have been made harmless. */
    public void record(String... fields) {
        line(String.join("\t", fields));
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            if (terminal) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
