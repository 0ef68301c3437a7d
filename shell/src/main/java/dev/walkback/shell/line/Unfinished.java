package dev.walkback.shell.line;

/** A text that ends within a quote or behind a backslash: who types may go on, a file may not. */
public final class Unfinished extends IllegalArgumentException {

    private final String open;
    private final int line;

    /** @param open the character that waits for more, such as {@code "} */
    Unfinished(String open, int line, String said) {
        super(said);
        this.open = open;
        this.line = line;
    }

    public String open() {
        return open;
    }

    public int line() {
        return line;
    }
}
