package dev.walkback.shell.line;

/** A text asks for a variable that nobody gave, or that cannot be one. */
public final class UnsetVariable extends IllegalArgumentException {

    private final String name;
    private final int line;

    UnsetVariable(String name, int line) {
        super("no value was given for ${" + name + "}");
        this.name = name;
        this.line = line;
    }

    public String name() {
        return name;
    }

    public int line() {
        return line;
    }
}
