package dev.walkback.shell.report;

/**
 * Something to type now.
 *
 * @param own whether it is a command of walkback, written without the program's name, so that the prompt can show it as it
 *     is typed there
 * @param command ready to paste: words that need quotes have them
 * @param purpose what it brings; may be empty
 */
public record Suggestion(boolean own, String command, String purpose) {

    private static final String PROGRAM = "walkback ";

    /** A command of walkback, such as {@code storage ls}. */
    public static Suggestion command(String command, String purpose) {
        return new Suggestion(true, command, purpose);
    }

    /** A command of the system's shell, such as {@code df -h /var}. */
    public static Suggestion shell(String command, String purpose) {
        return new Suggestion(false, command, purpose);
    }

    /** A line as it is typed into the system's shell. */
    public static Suggestion of(String line) {
        return line.startsWith(PROGRAM) ? command(line.substring(PROGRAM.length()), "") : shell(line, "");
    }
}
