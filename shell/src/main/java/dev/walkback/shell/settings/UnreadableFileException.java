package dev.walkback.shell.settings;

/** A config file that cannot be used. Neither message nor cause holds any of its text, which may be secret. */
final class UnreadableFileException extends Exception {

    private final String why;
    private final int line;

    /** @param line 0 where it is not known */
    UnreadableFileException(String why, int line) {
        super(line > 0 ? "line " + line + ": " + why : why);
        this.why = why;
        this.line = line;
    }

    String why() {
        return why;
    }

    int line() {
        return line;
    }
}
