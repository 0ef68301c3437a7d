package dev.walkback.engine.walspool;

/**
 * What the script ends with when a file could not be archived.
 *
 * @param code what it exits with; PostgreSQL tries again after 1 to 125, and restarts its archiver above
 * @param sentence what it says to the server's log
 */
public record Answer(int code, String sentence) {

    private static final int LAST_OF_A_FAILURE = 125;

    public Answer {
        if (code < 1 || code > LAST_OF_A_FAILURE) {
            throw new IllegalArgumentException("no failure that PostgreSQL tries again: " + code);
        }
        sentence = sentence.replaceAll("\\s+", " ").strip();
    }
}
