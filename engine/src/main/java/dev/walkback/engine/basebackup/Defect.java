package dev.walkback.engine.basebackup;

import java.util.Locale;

/**
 * Why a base backup is not to be used as it is.
 *
 * @param subject the file, member or folder it is about
 * @param why in a few words, lower case, without a full stop
 */
public record Defect(Kind kind, String subject, String why) {

    /** What kind of thing is wrong. The word is stable: scripts go by it. */
    public enum Kind {
        /** The folder holds nothing that {@code pg_basebackup} makes. */
        NOT_A_BASEBACKUP,
        /** A tar that has to be there, or one more than there can be. */
        PART_MISSING,
        PART_AMBIGUOUS,
        /** It does not decompress, or is no whole tar. */
        PART_DAMAGED,
        MANIFEST_MISSING,
        /** Cut, altered, or not made as a server makes it. */
        MANIFEST_DAMAGED,
        FILE_MISSING,
        FILE_UNLISTED,
        FILE_WRONG_SIZE,
        FILE_ALTERED,
        FILE_TWICE,
        /** A name or link that leads out of the folder it belongs into, a device, and the like. */
        MEMBER_HOSTILE,
        LABEL_MISSING,
        LABEL_DAMAGED,
        TABLESPACE_MAP_DAMAGED,
        CONTROL_MISSING,
        CONTROL_DAMAGED,
        /** Parts that are not of one cluster or not of one backup. */
        FOREIGN,
        /** WAL that makes the backup consistent is not there. */
        WAL_MISSING,
        WAL_DAMAGED,
        /** Incremental backups that do not build on one another. */
        CHAIN_BROKEN,
        /** A file of changed blocks that is not made as one. */
        INCREMENT_DAMAGED;

        /** {@code file-altered}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
