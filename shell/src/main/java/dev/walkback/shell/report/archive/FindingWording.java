package dev.walkback.shell.report.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.shell.report.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sentence for a finding: lower case, no full stop, made from its subject and facts. The only place where findings become
 * words, so that lists, JSON and the monitoring cannot say different things.
 */
public final class FindingWording {

    private final Finding finding;
    private final Map<String, String> unsaid;

    private FindingWording(Finding finding) {
        this.finding = finding;
        this.unsaid = new LinkedHashMap<>(finding.facts());
    }

    public static String of(Finding finding) {
        return new FindingWording(finding).sentence();
    }

    /** Facts that a sentence does not use are told behind it: a word too many is better than one too few. */
    private String sentence() {
        String sentence = said() + entries() + names();
        String rest = unsaid.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
        return rest.isEmpty() ? sentence : sentence + " (" + rest + ")";
    }

    private String entries() {
        boolean known = unsaid.containsKey("entries") && unsaid.containsKey("of");
        return known ? ", with " + fact("entries") + " of its " + fact("of") + " entries" : "";
    }

    private String names() {
        return unsaid.containsKey("names") ? ", such as " + fact("names") : "";
    }

    private String said() {
        String what = finding.subject();
        return switch (finding.code()) {
            case LISTING_PARTIAL -> "not all of " + what + " could be listed: " + fact("why");
            case DOCUMENT_WITHHELD -> what + " was listed and could not be read: " + fact("why");
            case STORAGE_EMPTY -> what + " is empty";
            case NOT_AN_ARCHIVE -> what + " holds objects, but neither backups nor WAL";
            case TWO_SYSTEMS -> clusters(what);
            case WAL_LOCKED -> "no key at hand opens the WAL in " + what + ", so nothing tells whose it is";
            case BACKUP_OF_NOBODY -> "nothing tells which of the clusters " + what + " belongs to";
            case HISTORY_OF_NOBODY -> "nothing tells which of the clusters the history " + what + " belongs to";
            case UNKNOWN_OBJECT -> fact("objects") + " objects are none of an archive's; the first is " + what;
            case ORPHAN_PARTS -> what + " has parts and no sentinel: a push that did not finish, or a deletion";
            case CLOCK_SKEW -> what + " finished at " + fact("finished") + ", after it was stored: clocks disagree";
            case GAP -> gap();
            case PERMANENT_APART -> what + " is permanent, and of the WAL around it only what it needs itself was kept";
            case BACKUP_WAL_MISSING ->
                "the WAL that makes " + what + " consistent is not all there: " + fact("first") + " to " + fact("last");
            case BACKUP_WAL_TO_COME ->
                "the WAL that makes " + what + " consistent has not arrived yet: " + fact("first") + " to "
                        + fact("last");
            case SEGMENT_EMPTY -> "segment " + what + " is an empty object";
            case SEGMENT_TWICE -> "segment " + what + " is stored twice, under the endings of two codecs";
            case SEGMENT_WRONG_SIZE -> wrongSize(what);
            case SEGMENT_OTHER_SIZE ->
                Text.count(number("objects"), "object") + " from " + what + " on cannot be segments of " + fact("size")
                        + " bytes";
            default -> content(what);
        };
    }

    private String content(String what) {
        return switch (finding.code()) {
            case SENTINEL_UNREADABLE -> "the sentinel of " + what + " cannot be read: " + fact("why");
            case SENTINEL_NEWER ->
                "the sentinel of " + what + " is of version " + fact("version") + ", newer than is known here";
            case SENTINEL_INCOMPLETE -> "the sentinel of " + what + " does not tell all: it lacks " + lacks();
            case METADATA_MISSING -> what + " has no metadata.json";
            case METADATA_UNREADABLE -> "the metadata.json of " + what + " cannot be read: " + fact("why");
            case FILES_METADATA_MISSING ->
                what + " is a delta without files metadata: nothing tells which files are increments";
            case FULL_WITHOUT_FILES_METADATA -> what + " has no files metadata: no delta can be made from it";
            case PARTS_MISSING -> parts(what);
            case PART_EMPTY -> "a part of " + what + " is an empty object: " + fact("key");
            case PG_CONTROL_MISSING -> what + " has no pg_control.tar";
            case BACKUP_LABEL_MISSING -> {
                unsaid.remove("tar");
                yield what + " has no backup_label.tar";
            }
            case PARENT_MISSING -> "the parent of " + what + " is gone: " + fact("parent");
            case PARENT_FOREIGN ->
                "the parent of " + what + " is not of its past: " + fact("parent") + " was made on timeline "
                        + fact("parent-timeline");
            case CHAIN_BROKEN -> chain(what);
            case HISTORY_MISSING -> history(what);
            case HISTORY_UNREADABLE -> what + " cannot be read: " + fact("why");
            case HISTORY_CONTRADICTORY -> contradiction(what);
            default -> bytes(what);
        };
    }

    private String bytes(String what) {
        return switch (finding.code()) {
            case FILES_METADATA_UNREADABLE -> "the files metadata of " + what + " cannot be read: " + fact("why");
            case FILES_METADATA_ODD -> "the files metadata of " + what + " is odd: " + fact("why");
            case PART_UNLISTED -> what + " has a part that its files metadata does not know: " + fact("key");
            case TAR_DAMAGED -> "a part of " + what + " is damaged: " + fact("key") + ": " + fact("why");
            case OBJECT_UNREADABLE ->
                "an object of " + what + " could not be read: " + fact("key") + ": " + fact("why");
            case TAR_DIFFERS -> "a tar of " + what + " is not what was stored: " + fact("key") + ": " + fact("why");
            case FILES_DIFFER -> fact("entries") + " files of " + what + " are not what was packed, by their hashes";
            case HASHES_MISSING -> "nobody noted hashes of " + what + " when it was stored";
            case ENTRIES_MISSING -> fact("entries") + " entries that " + what + " should have are in none of its parts";
            case ENTRIES_UNLISTED ->
                fact("entries") + " entries of " + what + " are in its parts and not in its documents";
            case ENTRIES_TWICE -> fact("entries") + " entries of " + what + " are there twice";
            case ENTRY_HOSTILE -> what + " has an entry that must not be unpacked: " + fact("why");
            case INCREMENT_DAMAGED -> fact("entries") + " increments of " + what + " are damaged: " + fact("why");
            case FILES_WITHOUT_BASE -> fact("entries") + " increments of " + what + " have no file to be applied to";
            case PAGES_CORRUPT ->
                fact("pages") + " pages of " + what + " failed their checksum when it was pushed, in " + fact("files")
                        + " files";
            case PG_CONTROL_DAMAGED -> "pg_control of " + what + " is damaged: " + fact("why");
            case PG_CONTROL_FOREIGN -> "pg_control of " + what + " does not belong to it: " + fact("why");
            case BACKUP_LABEL_DAMAGED -> "backup_label of " + what + " is damaged: " + fact("why");
            case BACKUP_LABEL_FOREIGN -> "backup_label of " + what + " does not belong to it: " + fact("why");
            case TABLESPACE_MAP_DAMAGED -> "tablespace_map of " + what + " is damaged: " + fact("why");
            case LINK_UNRESTORABLE -> fact("entries") + " links of " + what + " cannot be restored as they are";
            case SEGMENT_DAMAGED -> "segment " + what + " is damaged" + because();
            case SEGMENT_ENDS_EARLY ->
                "the WAL in segment " + what + " ends before the segment does: the server switched, or stopped there";
            case SEGMENT_FOREIGN -> "segment " + what + " is another cluster's" + because();
            case SEGMENT_MISPLACED -> "segment " + what + " holds WAL of another place" + because();
            case SEGMENT_DIFFERS -> "segment " + what + " is stored twice, with different content" + because();
            case SEGMENTS_APART -> "segment " + what + " does not go on where the one before it ends" + because();
            default -> finding.code().word().replace('-', ' ') + ": " + what;
        };
    }

    private String gap() {
        long segments = number("segments");
        String first = fact("first");
        String last = fact("last");
        unsaid.remove("timeline");
        return segments == 1
                ? "segment " + first + " is lost"
                : segments + " segments are lost, " + first + " to " + last;
    }

    /** Told by the listing of what is stored as it is, and by reading of what is not. */
    private String wrongSize(String what) {
        return unsaid.containsKey("found")
                ? "segment " + what + " holds " + fact("found") + " bytes and not " + fact("expected")
                : "segment " + what + " is stored uncompressed and has " + fact("bytes") + " bytes instead of "
                        + fact("size");
    }

    private String clusters(String what) {
        if (number("unowned") == 0) {
            unsaid.remove("unowned");
        }
        return "several clusters are stored under " + what + ": " + fact("systems");
    }

    private String lacks() {
        return fact(unsaid.containsKey("lacks") ? "lacks" : "missing");
    }

    private String parts(String what) {
        if (unsaid.containsKey("tar")) {
            return "a part of " + what + " is missing: " + fact("tar");
        }
        if (unsaid.containsKey("pushed-bytes")) {
            long pushed = number("pushed-bytes");
            return "parts of " + what + " are missing or cut: of " + Text.size(pushed) + " that were pushed, "
                    + Text.size(pushed - number("stored-bytes")) + " are not there";
        }
        unsaid.remove("parts");
        return what + " has none of its parts";
    }

    private String chain(String what) {
        String how = switch (fact("why")) {
            case "cycle" -> "its parents lead back to itself";
            case "other-system" -> "its parent " + fact("parent") + " is another cluster's";
            case "parent-finishes-later" ->
                "its parent " + fact("parent") + " finished at " + fact("parent-finish") + ", after its own start at "
                        + fact("start");
            case "other-since" ->
                "it holds what changed since " + fact("since") + ", and its parent " + fact("parent") + " starts at "
                        + fact("parent-start");
            case "other-count" -> "it says that it is step " + fact("said") + " of its chain, and is " + fact("found");
            default -> "it does not hold together";
        };
        return "the chain of " + what + " is broken: " + how;
    }

    private String history(String what) {
        unsaid.remove("timeline");
        return unsaid.containsKey("last")
                ? fact("histories") + " history files are missing, from " + what + " to timeline " + fact("last")
                : what + " is missing: nothing tells where that timeline comes from";
    }

    private String contradiction(String what) {
        return what + " tells another past than that of timeline " + fact("ancestor") + ": a number was given twice";
    }

    private String because() {
        return unsaid.containsKey("why") ? ": " + fact("why") : "";
    }

    private String fact(String name) {
        unsaid.remove(name);
        return finding.facts().getOrDefault(name, "?");
    }

    private long number(String name) {
        try {
            return Long.parseLong(fact(name));
        } catch (NumberFormatException untold) {
            return 0;
        }
    }
}
