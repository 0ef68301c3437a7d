package dev.walkback.engine.finding;

import java.util.Locale;

/** Every kind of finding. The word is stable: scripts and {@code explain} go by it. */
public enum FindingCode {
    // the storage as a whole
    LISTING_PARTIAL(Severity.WARNING),
    /** A document of a backup or timeline was listed and did not come: unreachable, denied, interrupted. */
    DOCUMENT_WITHHELD(Severity.WARNING),
    /** The storage is there, and empty. */
    STORAGE_EMPTY(Severity.NOTE),
    /** There are objects, but neither backups nor WAL: the prefix may be a level too high or too low. */
    NOT_AN_ARCHIVE(Severity.WARNING),
    TWO_SYSTEMS(Severity.WARNING),
    /** No key at hand opens any of the segments that were tried. */
    WAL_LOCKED(Severity.WARNING),
    /** There are several systems, and nothing tells whose this backup is. */
    BACKUP_OF_NOBODY(Severity.WARNING),
    UNKNOWN_OBJECT(Severity.NOTE),
    ORPHAN_PARTS(Severity.NOTE),
    CLOCK_SKEW(Severity.WARNING),

    // documents of a backup
    SENTINEL_UNREADABLE(Severity.DAMAGE),
    SENTINEL_NEWER(Severity.WARNING),
    SENTINEL_INCOMPLETE(Severity.DAMAGE),
    METADATA_MISSING(Severity.WARNING),
    METADATA_UNREADABLE(Severity.WARNING),
    FILES_METADATA_MISSING(Severity.DAMAGE),
    /** Of a full backup, which is restored without; no delta can be made from it, and nobody can check what is in it. */
    FULL_WITHOUT_FILES_METADATA(Severity.WARNING),

    // what a backup consists of
    PARTS_MISSING(Severity.DAMAGE),
    PART_EMPTY(Severity.DAMAGE),
    PG_CONTROL_MISSING(Severity.DAMAGE),
    BACKUP_LABEL_MISSING(Severity.DAMAGE),
    PARENT_MISSING(Severity.DAMAGE),
    PARENT_FOREIGN(Severity.DAMAGE),
    CHAIN_BROKEN(Severity.DAMAGE),
    BACKUP_WAL_MISSING(Severity.DAMAGE),
    /** The same of a backup behind which no WAL is stored: it may be on its way. */
    BACKUP_WAL_TO_COME(Severity.WARNING),

    // what is in a backup's objects
    FILES_METADATA_UNREADABLE(Severity.DAMAGE),
    FILES_METADATA_ODD(Severity.WARNING),
    PART_UNLISTED(Severity.NOTE),
    TAR_DAMAGED(Severity.DAMAGE),
    OBJECT_UNREADABLE(Severity.DAMAGE),
    /** Not what was stored, by the hash or the size that was noted then. */
    TAR_DIFFERS(Severity.DAMAGE),
    /** Not what was packed, by the hashes that were noted then. */
    FILES_DIFFER(Severity.DAMAGE),
    /** Nobody noted hashes of it: another program made it. */
    HASHES_MISSING(Severity.NOTE),
    ENTRIES_MISSING(Severity.DAMAGE),
    ENTRIES_UNLISTED(Severity.DAMAGE),
    ENTRIES_TWICE(Severity.WARNING),
    ENTRY_HOSTILE(Severity.DAMAGE),
    INCREMENT_DAMAGED(Severity.DAMAGE),
    FILES_WITHOUT_BASE(Severity.DAMAGE),
    PAGES_CORRUPT(Severity.WARNING),
    PG_CONTROL_DAMAGED(Severity.DAMAGE),
    PG_CONTROL_FOREIGN(Severity.DAMAGE),
    BACKUP_LABEL_DAMAGED(Severity.DAMAGE),
    BACKUP_LABEL_FOREIGN(Severity.DAMAGE),
    TABLESPACE_MAP_DAMAGED(Severity.DAMAGE),
    LINK_UNRESTORABLE(Severity.WARNING),

    // WAL
    GAP(Severity.DAMAGE),
    SEGMENT_EMPTY(Severity.DAMAGE),
    SEGMENT_WRONG_SIZE(Severity.DAMAGE),
    SEGMENT_TWICE(Severity.WARNING),
    SEGMENT_OTHER_SIZE(Severity.WARNING),
    SEGMENT_DAMAGED(Severity.DAMAGE),
    SEGMENT_FOREIGN(Severity.DAMAGE),
    SEGMENT_MISPLACED(Severity.DAMAGE),
    SEGMENT_DIFFERS(Severity.DAMAGE),
    SEGMENTS_APART(Severity.DAMAGE),
    /** There are several systems, and nothing tells whose this history is. */
    HISTORY_OF_NOBODY(Severity.WARNING),
    SEGMENT_ENDS_EARLY(Severity.NOTE),
    HISTORY_MISSING(Severity.DAMAGE),
    /** It tells of another past than its ancestors' own histories: a timeline's number was given twice. */
    HISTORY_CONTRADICTORY(Severity.DAMAGE),
    /** A permanent backup whose WAL was kept only as far as it needs it itself. */
    PERMANENT_APART(Severity.NOTE),
    HISTORY_UNREADABLE(Severity.DAMAGE);

    private final Severity severity;

    FindingCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** {@code parts-missing}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
