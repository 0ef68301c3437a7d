package dev.walkback.shell.report.server;

import static dev.walkback.shell.report.Suggestion.command;
import static dev.walkback.shell.report.Suggestion.shell;

import dev.walkback.engine.server.log.Told;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a recovery stops, along which timeline, and why it does not get there. */
record MeaningOfTarget(Told told, String data) {

    Optional<Meaning> meaning() {
        return Optional.ofNullable(reached())
                .or(() -> Optional.ofNullable(notReached()))
                .or(() -> Optional.ofNullable(timelines()));
    }

    private @Nullable Meaning reached() {
        return switch (told.message()) {
            case TARGET_REACHED ->
                Meaning.of(
                        "The target was reached"
                                + told.value("xid")
                                        .map(xid -> ", at transaction " + xid)
                                        .orElse("")
                                + told.value("time").map(time -> " of " + time).orElse("")
                                + ". Nothing after it was replayed.",
                        command("restore check " + data, "is it the right moment?"));
            case PAUSED ->
                Meaning.of(
                        """
                    The server stands at the target, read-only, and waits for you. Look at the data; then either end the recovery, \
                    or stop it and go further.""",
                        command("restore check " + data, "is it the right moment?"),
                        command("restore promote " + data, "it is: a new timeline begins, writable"));
            case SHUT_DOWN_AT_TARGET -> Meaning.of("""
                    The server stopped at the target as its settings say. recovery.signal is still there: started again it stops at \
                    the same place again, until the target action is another one.""");
            case PROMOTE_ASKED ->
                Meaning.of("Somebody ended the recovery: the server becomes writable on a new timeline.");
            case LAST_TRANSACTION -> Meaning.of("""
                    When the last transaction that was replayed committed, by the old server's clock: nothing later is in the copy.""");
            case RECOVERY_COMPLETE ->
                Meaning.of(
                        "Recovery ended. The server begins to write on its new timeline.",
                        command("backup list", "take a full backup of the new timeline soon"));
            case TIMELINE_CHOSEN ->
                Meaning.of(
                        "The server was promoted to timeline " + timeline() + """
                    . If the archive holds that number already, another server took it before: their WAL must never go into the same \
                    archive.""",
                        command("timeline list", "which numbers the archive knows"));
            case TIMELINE_FOLLOWED -> Meaning.of("A standby found that its primary was promoted, and follows it.");
            default -> null;
        };
    }

    private @Nullable Meaning notReached() {
        return switch (told.message()) {
            case ENDED_BEFORE_TARGET ->
                Meaning.of(
                        """
                    All WAL that could be had was replayed and the target did not come, so the server stopped instead of ending \
                    somewhere else. Either WAL is missing, or the target lies behind the last transaction (a time needs a commit \
                    after it), or its name or number never occurs. Nothing is lost: with a later or other target that WAL holds, it \
                    can be started again.""",
                        command("wal show", "how far WAL goes, and its gaps"),
                        command("restore plan --latest", "as far as WAL leads"));
            case STOP_BEFORE_CONSISTENCY ->
                Meaning.of("""
                    The target comes before the end of the backup. While a backup is taken its pages are of different moments; only \
                    its end is a moment one can be at. Use an earlier backup, or a later target.""", command("backup list", "which of them finished before the moment"));
            case WAL_ENDS_BEFORE_CONSISTENCY ->
                Meaning.of(
                        """
                    WAL ends before the backup's own end: without the rest the copy cannot be made consistent and must not be used. \
                    Bring the missing segments, or use another backup.""",
                        command("wal show", "what is there"),
                        command("backup list", "which backups can be restored"));
            case BACKUP_CANCELED ->
                Meaning.of(
                        "The backup was broken off while it was taken. It never became whole; use another.",
                        command("backup list", "the others"));
            case SEVERAL_TARGETS ->
                Meaning.of("""
                    More than one recovery_target setting is set, one perhaps to the empty text, which counts as well. Remove the \
                    lines that are not meant, from postgresql.auto.conf and from what it includes.""", shell("grep -n recovery_target " + data + "/postgresql*.conf", "all of them"));
            case TARGET_INVALID ->
                Meaning.of("""
                    The server cannot read a recovery target. A time must not end in Z and wants its zone as a number: 2026-03-14 \
                    14:31:05+00. Words such as now or yesterday are refused.""", shell("grep -n recovery_target " + data + "/postgresql*.conf", "what is written"));
            default -> null;
        };
    }

    private @Nullable Meaning timelines() {
        return switch (told.message()) {
            case TIMELINE_ABSENT ->
                Meaning.of(
                        "recovery_target_timeline is " + timeline() + """
                    , and restore_command has no history file of it: the number is wrong, or the file was never archived. Without it \
                    nobody can say where that timeline begins.""", command("timeline list", "those there are"));
            case NOT_A_CHILD ->
                Meaning.of(
                        "The backup is not on the way to timeline " + timeline() + """
                    : it was taken on its parent after that timeline had left it. With recovery_target_timeline = latest this happens \
                    whenever a later timeline forked before the backup; current, or the number of the backup's own, works.""",
                        command("timeline list", "where each begins"),
                        command("restore plan --latest --explain-choice", "which backup leads where"));
            case CONSISTENCY_OFF_TIMELINE ->
                Meaning.of(
                        "The directory has replayed beyond the point where timeline " + timeline()
                                + " begins. Replay cannot run backwards: restore again.",
                        command("restore plan --latest --explain-choice", "which backup leads there"));
            case FORK_BEFORE_REPLAY ->
                Meaning.of(
                        "A new timeline begins before what this standby has already replayed, so it cannot follow. It stays on its own "
                                + "and waits; to follow, it has to be made anew.",
                        command("timeline list", "where each begins"));
            case TIMELINE_FOREIGN ->
                Meaning.of(
                        "A newer timeline was found that is not a continuation of this one. It is not followed.",
                        command("timeline list", "where each begins"));
            case TIMELINE_UNEXPECTED -> Meaning.of("""
                    WAL of another timeline than was expected: files of two timelines were mixed, or a segment was replaced by \
                    another server's. The server stops there rather than replay what is not its past.""", command("wal verify --deep", "whose WAL each segment is"));
            default -> null;
        };
    }

    private String timeline() {
        return told.value("timeline").orElse("that it names");
    }
}
