package dev.walkback.shell.catalogue;

/**
 * A command line shown in help. Each is executed by a test, so it must work on the example archive as it stands.
 *
 * @param line what is typed after {@code walkback}
 * @param exit the code it ends with there
 */
public record Example(String line, String purpose, int exit) {

    public static Example of(String line, String purpose) {
        return new Example(line, purpose, 0);
    }

    public Example exits(int code) {
        return new Example(line, purpose, code);
    }
}
