package dev.walkback.engine.push;

/**
 * How a server's WAL gets into an archive, as far as its settings tell.
 *
 * @param mode {@code archive_mode}: off, on or always
 * @param configured whether a command or a library is set that does it
 * @param receivers how many clients receive WAL right now, one of which may store it
 */
public record Archiving(String mode, boolean configured, int receivers) {

    /** Whether waiting for its WAL makes sense. A standby's is archived by its primary as a rule. */
    public boolean isLikely(boolean inRecovery) {
        return inRecovery || receivers > 0 || (configured && !mode.equals("off"));
    }
}
