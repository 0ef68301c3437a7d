package dev.walkback.engine.restore.gate;

/** What is done with a member of a tar. */
public sealed interface Member {

    /** A folder is made, or given this mode. */
    record Folder(SafeName name, int mode) implements Member {}

    /**
     * The whole of a file.
     *
     * @param number in the backup's files metadata; -1 where it does not have this name
     */
    record WholeFile(SafeName name, int number, long size, int mode, Role role) implements Member {}

    /** Pages of a file, and how large it is. */
    record Pages(SafeName name, int number, long size, int mode) implements Member {}

    /** It is passed over, on purpose. */
    record PassedOver(String name, Why why) implements Member {}

    /** What a file is to a restore. */
    enum Role {
        ORDINARY,
        /** Written last of all: without it no server starts. */
        CONTROL,
        /** Those of the wanted backup count, and no others. */
        LABEL,
        TABLESPACE_MAP
    }

    /** Why something is passed over. */
    enum Why {
        /** WAL-G stores links without their targets: what it would restore leads nowhere. */
        LINK_WITHOUT_TARGET,
        /** A label that lay in the data directory; the backup's own counts. */
        OLD_LABEL,
        /** What an earlier restore left of itself in the directory that was backed up. */
        EARLIER_RESTORE
    }
}
