package dev.walkback.shell.report.archive;

import dev.walkback.engine.finding.Finding;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.util.Optional;

/** What to type next when a finding was told: a look at the thing itself, else what the code means. */
final class FindingTries {

    private FindingTries() {}

    /** @param again as in {@link View} */
    static Suggestion of(Finding finding, String again) {
        return look(finding)
                .map(look -> Suggestion.command(look.command() + again, look.purpose()))
                .orElseGet(() -> Suggestion.command("explain " + finding.code().word(), "what it means"));
    }

    private static Optional<Suggestion> look(Finding finding) {
        String subject = ShellWord.quoted(finding.subject());
        return Optional.ofNullable(
                switch (finding.code()) {
                    case TWO_SYSTEMS -> Suggestion.command("cluster list", "what each of them holds");
                    case LISTING_PARTIAL, DOCUMENT_WITHHELD -> Suggestion.command("storage check", "where it fails");
                    case STORAGE_EMPTY, NOT_AN_ARCHIVE -> Suggestion.command("storage ls", "what there is");
                    case UNKNOWN_OBJECT -> Suggestion.command("storage stat " + subject, "one of them");
                    case ORPHAN_PARTS ->
                        Suggestion.command("storage ls -r basebackups_005/" + subject + "/", "what is left of it");
                    case BACKUP_WAL_TO_COME ->
                        Suggestion.command("archiver status", "whether the server archives, and what it waits for");
                    case GAP, PERMANENT_APART -> Suggestion.command("wal show", "the gap and what is around it");
                    case HISTORY_MISSING, HISTORY_UNREADABLE, HISTORY_CONTRADICTORY ->
                        Suggestion.command("timeline list", "what is known of each timeline");
                    case SEGMENT_EMPTY, SEGMENT_TWICE, SEGMENT_WRONG_SIZE, SEGMENT_DIFFERS ->
                        Suggestion.command("wal list " + subject + " " + subject, "its objects");
                    case SENTINEL_UNREADABLE,
                            SENTINEL_NEWER,
                            SENTINEL_INCOMPLETE,
                            METADATA_UNREADABLE,
                            PARENT_MISSING,
                            PARENT_FOREIGN,
                            CHAIN_BROKEN,
                            BACKUP_WAL_MISSING,
                            PARTS_MISSING,
                            PART_EMPTY,
                            PG_CONTROL_MISSING,
                            BACKUP_LABEL_MISSING,
                            FILES_METADATA_MISSING ->
                        Suggestion.command("backup show " + subject, "all that is known of it");
                    default -> null;
                });
    }
}
