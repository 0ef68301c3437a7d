package dev.walkback.shell.report.archive;

import dev.walkback.engine.finding.FindingCode;

/** What a kind of finding means and what can be done, for {@code explain}. The words of one finding are {@link FindingWording}'s. */
public final class FindingExplanation {

    private FindingExplanation() {}

    public static String of(FindingCode code) {
        return switch (code) {
            case LISTING_PARTIAL -> """
                    The listing broke off: the line broke, the service refused, or it was interrupted. What is shown is there, but \
                    not all that is there is shown, so nothing can be said about what seems to be missing. List again.""";
            case DOCUMENT_WITHHELD -> """
                    A small object was listed and could not be read, for a reason that says nothing about its content. What it would \
                    have told is missing from this look.""";
            case STORAGE_EMPTY -> "The place is there and has nothing in it: a new archive, or a wrong prefix.";
            case NOT_AN_ARCHIVE -> """
                    There are objects, but neither backups nor WAL. An archive is the folder that holds basebackups_005 and wal_005: \
                    the prefix may be one level too high or too low.""";
            case TWO_SYSTEMS -> """
                    Several PostgreSQL clusters were archived under one prefix. They are told apart by their system identifiers and \
                    never mixed, but WAL of the same name from both would overwrite each other: give each cluster its own prefix.""";
            case WAL_LOCKED -> """
                    The segments are encrypted, and none of the keys that are configured opens them: which cluster they belong to, \
                    and what is in them, cannot be looked at. Names and gaps are told all the same.""";
            case BACKUP_OF_NOBODY, HISTORY_OF_NOBODY -> """
                    Several clusters are stored under one prefix, and nothing in this object, or beside it, says which of them it \
                    belongs to. It is not guessed.""";
            case UNKNOWN_OBJECT ->
                "Objects that no archiver of PostgreSQL makes. They are counted, left alone, and in nobody's way.";
            case ORPHAN_PARTS -> """
                    Parts of a backup without the sentinel that makes it exist: a push that did not finish, one that runs just now, or \
                    a deletion that stopped half way. Nothing can be restored from them; they take room.""";
            case CLOCK_SKEW -> """
                    A time lies ahead of another that must be later: the clocks of server, storage or this machine disagree. Ages and \
                    approximate times cannot be trusted by as much. Positions in WAL are not affected.""";
            case GAP -> """
                    Segments are missing, and there is WAL on both sides of them. Replay stops where they begin: no moment from there \
                    to the next backup can be reached. If the server still has them in pg_wal, archive them now.""";
            case PERMANENT_APART -> """
                    A permanent backup outlived the WAL around it: retention kept only what it needs to become consistent. It can be \
                    restored to the moment it finished and not further.""";
            case BACKUP_WAL_MISSING -> """
                    A backup is a copy taken while the server wrote; only WAL from its start to its finish makes it consistent. Some \
                    of that is missing, so it cannot be restored.""";
            case BACKUP_WAL_TO_COME -> """
                    A backup becomes consistent by the WAL that was written while it was made, and the newest of that is not in the \
                    archive. Nothing behind it is either, so it may be on its way: the backup cannot be restored yet. After an hour it \
                    is told as missing.""";
            default -> documents(code);
        };
    }

    private static String documents(FindingCode code) {
        return switch (code) {
            case SENTINEL_UNREADABLE -> """
                    The sentinel is the JSON object that makes a backup exist and tells where it starts. It is there and makes no \
                    sense: the backup cannot be restored by anybody until it is mended.""";
            case SENTINEL_NEWER -> """
                    The sentinel is of a version that is newer than this program: it was read as far as it is understood.""";
            case SENTINEL_INCOMPLETE -> """
                    The sentinel lacks something that a restore goes by: where the backup starts or finishes, or what it was made \
                    from.""";
            case METADATA_MISSING -> """
                    metadata.json is missing: lists and retention go by it, and whether the backup is permanent stands only there. \
                    Restoring does not need it.""";
            case METADATA_UNREADABLE -> "metadata.json makes no sense; as if it were missing.";
            case FILES_METADATA_MISSING -> """
                    A delta holds increments of some files, and its files metadata says of which. Without it they cannot be told \
                    from whole files, and a restore comes out wrong without an error.""";
            case FULL_WITHOUT_FILES_METADATA -> """
                    A full backup is restored without files metadata, but no delta can be made from it, and nobody can check whether \
                    all that should be in it is.""";
            case FILES_METADATA_UNREADABLE -> "The document that lists a backup's files makes no sense.";
            case FILES_METADATA_ODD ->
                "The document that lists a backup's files contradicts itself or is not there for no reason.";
            case HISTORY_MISSING -> """
                    A timeline has WAL or a backup and no history file: PostgreSQL cannot be told to recover along it, and nobody can \
                    say where it left its parent. If the server has the file in pg_wal, archive it.""";
            case HISTORY_UNREADABLE -> "A history file is there and makes no sense; as if it were missing.";
            case HISTORY_CONTRADICTORY -> """
                    Two histories tell different pasts of one timeline: its number was given twice, usually because two servers were \
                    promoted apart from each other and archived into the same place.""";
            default -> parts(code);
        };
    }

    private static String parts(FindingCode code) {
        return switch (code) {
            case PARTS_MISSING -> """
                    Parts of a backup are not there. Unpacking what is left gives a data directory with files missing, and WAL-G says \
                    nothing about it.""";
            case PART_EMPTY ->
                "A part of a backup is an object of no bytes: an upload that was cut. Its files are lost.";
            case PG_CONTROL_MISSING -> "The tar with pg_control is not there. No server starts without that file.";
            case BACKUP_LABEL_MISSING -> """
                    The tar with backup_label is not there. A server that starts without it takes the copy for a crashed server and \
                    recovers from the wrong place: the result is damaged in silence.""";
            case PARENT_MISSING ->
                "A delta cannot be restored without the backup that it was made from, and that is gone.";
            case PARENT_FOREIGN -> """
                    A delta stands on a backup that was made on a timeline which is not its past. What changed between is in neither: \
                    WAL-G restores it without an error, with rows missing.""";
            case CHAIN_BROKEN -> """
                    A delta and its parent do not fit: another cluster's, in the wrong order, or the parent was replaced since.""";
            case PART_UNLISTED -> "A tar lies in a backup's folder that its documents do not name.";
            case TAR_DAMAGED -> "A part ends early, does not decompress, or is no tar. What was in it is lost.";
            case OBJECT_UNREADABLE -> "An object of a backup could not be read: gone, denied, or under another key.";
            case TAR_DIFFERS -> """
                    When the backup was pushed, the size and a SHA-256 of each of its tars were noted beside it. This one has others now: \
                    it was cut, altered or overwritten in the storage.""";
            case FILES_DIFFER -> """
                    When the backup was pushed, a CRC-32C of each file was noted as it was packed. What comes out of the tars now has \
                    others: the files would be restored wrong.""";
            case HASHES_MISSING -> """
                    Hashes are noted by backup push. A backup that WAL-G made has none: backup verify --deep decodes its parts to their \
                    ends instead, which finds most damage.""";
            case ENTRIES_MISSING ->
                "Files that the documents list are in none of the parts: they would be missing after a restore.";
            case ENTRIES_UNLISTED -> "Files are in the parts and not in the documents: they would come as a surprise.";
            case ENTRIES_TWICE -> "A file is there twice; the later one would win.";
            case ENTRY_HOSTILE -> """
                    An entry's name leads out of the data directory, or it is of a kind that must not be unpacked. walkback does not \
                    unpack it; other tools may.""";
            case INCREMENT_DAMAGED -> "An increment of a file is not in the format that its header promises.";
            case FILES_WITHOUT_BASE ->
                "An increment has no whole file in the backups below it that it could be applied to.";
            default -> content(code);
        };
    }

    private static String content(FindingCode code) {
        return switch (code) {
            case PAGES_CORRUPT -> """
                    When the backup was made, pages did not match their checksums. The damage was in the database already; look for \
                    it there.""";
            case PG_CONTROL_DAMAGED -> "pg_control is not of a version that is known, or its checksum does not hold.";
            case PG_CONTROL_FOREIGN -> "pg_control is another cluster's or another backup's: parts were mixed.";
            case BACKUP_LABEL_DAMAGED -> "backup_label does not say where replay begins.";
            case BACKUP_LABEL_FOREIGN -> "backup_label begins elsewhere than the backup: parts were mixed.";
            case TABLESPACE_MAP_DAMAGED ->
                "tablespace_map makes no sense, so links of tablespaces cannot be made from it.";
            case LINK_UNRESTORABLE -> "A link in the backup points to where a restore will not have anything.";
            case SEGMENT_EMPTY -> """
                    A segment's object has no bytes. WAL-G hands it to PostgreSQL without an error; walkback counts it as missing.""";
            case SEGMENT_WRONG_SIZE -> "A segment that is stored as it is has not the size of a segment: it was cut.";
            case SEGMENT_TWICE -> """
                    One segment has two objects, under the endings of two codecs. As long as they hold the same nothing is lost; wal \
                    verify --deep compares them.""";
            case SEGMENT_OTHER_SIZE -> """
                    Segments have names that a cluster with this segment size does not make: another cluster's, or the size was \
                    changed by pg_resetwal.""";
            case SEGMENT_DAMAGED ->
                "A segment's content is damaged: a page header, a record's checksum, or it ends early.";
            case SEGMENT_ENDS_EARLY -> """
                    A segment's records end before the segment does and only zeros follow. Usual behind a switch of segments or at \
                    the end of a timeline; nothing is lost.""";
            case SEGMENT_FOREIGN -> "A segment holds the WAL of another cluster: two archive into one place.";
            case SEGMENT_MISPLACED -> "A segment holds the WAL of another place than its name says.";
            case SEGMENT_DIFFERS ->
                "A segment's two objects hold different content: one of them is wrong, and replay may get either.";
            case SEGMENTS_APART ->
                "A segment does not go on where the one before it ends: they do not come from one history.";
            default -> "";
        };
    }
}
