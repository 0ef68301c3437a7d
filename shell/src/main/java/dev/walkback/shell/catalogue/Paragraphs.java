package dev.walkback.shell.catalogue;

import dev.walkback.shell.report.Text;

/** Lays text out in lines. Lines that begin with a blank are laid out already. */
final class Paragraphs {

    static final int WIDTH = 78;

    private Paragraphs() {}

    /** The text in lines of at most {@link #WIDTH} columns, each with {@code indent} blanks before it and a line end. */
    static String wrapped(String text, int indent) {
        StringBuilder page = new StringBuilder();
        StringBuilder flowing = new StringBuilder();
        for (String line : (text + "\n\n").split("\n", -1)) {
            if (line.isEmpty() || line.startsWith(" ")) {
                flow(page, flowing.toString(), indent);
                flowing.setLength(0);
                page.append(line.isEmpty() ? "" : " ".repeat(indent) + line).append('\n');
            } else {
                flowing.append(flowing.isEmpty() ? "" : " ").append(line);
            }
        }
        return page.toString().stripTrailing() + "\n";
    }

    private static void flow(StringBuilder page, String text, int indent) {
        if (!text.isEmpty()) {
            for (String line : Text.lines(text, WIDTH - indent)) {
                page.append(" ".repeat(indent)).append(line).append('\n');
            }
        }
    }

    /** Two columns: what, and what is said of it. */
    static void entry(StringBuilder page, String what, String said, int column) {
        StringBuilder line = new StringBuilder("  ").append(what);
        if (said.isEmpty()) {
            page.append(line).append('\n');
            return;
        }
        if (line.length() > column - 2) {
            page.append(line).append('\n');
            line.setLength(0);
        }
        for (String part : Text.lines(said, WIDTH - column)) {
            page.append(line)
                    .append(" ".repeat(column - line.length()))
                    .append(part)
                    .append('\n');
            line.setLength(0);
        }
    }
}
