package dev.walkback.engine.restore.fetch;

/**
 * In what WAL-G's unpacking and ours may differ.
 *
 * @param parentsFolders whether folders that were dropped since an older backup of the chain come back, empty, as with WAL-G
 * @param leftOutFolders whether folders that PostgreSQL needs and backups leave out are made
 * @param inventedMode of a folder that no tar tells of
 * @param uncoveredAreZero whether pages that no backup of the chain brings become zeros, instead of ending the fetch: a delta made
 *     from WAL leaves out pages that were added to a file and never written to
 */
public record Manner(boolean parentsFolders, boolean leftOutFolders, int inventedMode, boolean uncoveredAreZero) {

    /** A directory that PostgreSQL starts in. */
    public static final Manner OURS = new Manner(false, true, 0700, false);

    /** The tree that WAL-G makes. */
    public static final Manner WAL_G = new Manner(true, false, 0750, false);

    public Manner withZerosForUncovered() {
        return new Manner(parentsFolders, leftOutFolders, inventedMode, true);
    }
}
