package dev.walkback.shell.report.server;

import static dev.walkback.shell.report.Suggestion.command;
import static dev.walkback.shell.report.Suggestion.shell;

import dev.walkback.engine.server.log.Told;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a recovery begins, goes on and opens. */
record MeaningOfBeginning(Told told, String data) {

    Optional<Meaning> meaning() {
        return Optional.ofNullable(found());
    }

    private @Nullable Meaning found() {
        return switch (told.message()) {
            case SERVER_STARTS -> Meaning.of("The server starts. Its version must be the backup's major version.");
            case WAS_INTERRUPTED -> Meaning.of("""
                    It sounds like a crash and is none: a backup of a running server is a copy of a server that never stopped, and \
                    this is how each restored one begins.""");
            case WAS_INTERRUPTED_IN_RECOVERY -> Meaning.of("""
                    The directory was already recovering when its server was stopped. It goes on from its last restart point. If the \
                    same place brings it down again and again, the WAL there is damaged: choose an earlier target.""");
            case WAS_INTERRUPTED_IN_CRASH_RECOVERY ->
                Meaning.of("""
                    The server died while it recovered from a crash. The next start begins again; PostgreSQL warns that data may be \
                    damaged, since whatever killed it may do so again.""", command("restore check " + data, "looks for damage once it runs"));
            case SHUT_DOWN_BEFORE -> Meaning.of("""
                    The directory was shut down in good order. After a restore this means that it is a copy of a stopped server, or \
                    that it ran before.""");
            case CRASH_RECOVERY -> Meaning.of("""
                    The server recovers from what is in pg_wal alone, without an archive: neither recovery.signal nor standby.signal \
                    is there. For a restore from an online backup that is wrong if the settings were not written yet.""", command("restore status " + data, "which of them are there"));
            case ARCHIVE_RECOVERY_BEGINS ->
                Meaning.of(
                        "The server found recovery.signal and asks restore_command for WAL from now on, as it should.");
            case TARGET_IS ->
                Meaning.of("The target that the settings name. Check that it is the one you meant: "
                        + "a time without a zone is read in the server's own.");
            case STANDBY_BEGINS -> Meaning.of("""
                    The server found standby.signal: it stays a replica and waits for ever for more WAL, instead of ending its \
                    recovery.""");
            case BACKUP_REPLAY_BEGINS -> Meaning.of("""
                    backup_label was found and is followed: replay begins where the backup began, as it must. If this line is missing \
                    on 15 or later, backup_label was not there.""");
            case BACKUP_REPLAY_ENDS ->
                Meaning.of("All WAL that the backup itself needs was replayed. From here on the copy is consistent.");
            case REPLAY_BEGINS ->
                Meaning.of("Replay begins at " + lsn() + ". The first segment was there, and it is this cluster's.");
            case REPLAY_GOES_ON ->
                Meaning.of("Replay is at " + lsn() + " and goes on. Servers of 15 and later say this every ten "
                        + "seconds.");
            case REPLAY_DONE ->
                Meaning.of("Replay ended with the record at " + lsn() + ": at the target, or where WAL ends.");
            case CONSISTENT -> Meaning.of("""
                    The pages of the copy fit together now. From here on queries can be answered, and any later target can be \
                    reached; an earlier one cannot.""");
            case READS_ALLOWED ->
                Meaning.of(
                        "Queries are answered, and nothing can be written: replay goes on, or is paused at the target.",
                        command("restore check " + data, "looks at the data"));
            case WRITES_ALLOWED -> Meaning.of("""
                    Recovery is over and the server is writable, on a timeline of its own if it was promoted. Nothing more can be \
                    replayed into it.""", command("restore check " + data, "looks for damage"));
            case STARTING_UP ->
                Meaning.of(
                        "The server is not ready to answer: it replays up to the point where the copy is consistent. Wait.",
                        command("restore status " + data + " --follow", "how far it is"));
            case NOT_YET_CONSISTENT ->
                Meaning.of("""
                    Replay has not come to the end of the backup yet, and until then pages do not fit together, so no query is \
                    answered. Wait.""", command("restore status " + data + " --follow", "how far it is"));
            case HOT_STANDBY_OFF ->
                Meaning.of(
                        """
                    hot_standby is off, so nobody can look before recovery ends, and a target action of pause acts as shutdown. To \
                    look first, switch it on and start again.""",
                        shell("echo \"hot_standby = on\" >> " + data + "/postgresql.auto.conf", "then start again"));
            case SHUTTING_DOWN -> Meaning.of("The server is being stopped and answers nobody any more.");
            case SHUT_DOWN ->
                Meaning.of("The server stopped. Whether it was told to, or had to, the lines before this one say.");
            default -> null;
        };
    }

    private String lsn() {
        return told.value("lsn").orElse("the position it names");
    }
}
