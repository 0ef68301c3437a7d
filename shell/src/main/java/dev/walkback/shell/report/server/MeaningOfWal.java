package dev.walkback.shell.report.server;

import static dev.walkback.shell.report.Suggestion.command;
import static dev.walkback.shell.report.Suggestion.shell;

import dev.walkback.engine.server.log.Told;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Segments that come or do not, records that end or are damaged. */
record MeaningOfWal(Told told, String data) {

    private static final Pattern EXIT = Pattern.compile("exit code (\\d+)");

    Optional<Meaning> meaning() {
        return Optional.ofNullable(fetched())
                .or(() -> Optional.ofNullable(ended()))
                .or(() -> Optional.ofNullable(damaged()));
    }

    private @Nullable Meaning fetched() {
        return switch (told.message()) {
            case SEGMENT_RESTORED -> Meaning.of("restore_command brought a file. As it should be.");
            case WAITS_FOR_WAL -> Meaning.of("""
                    A standby has replayed all that it could get and waits for the next segment, from its primary or from the archive. \
                    A server that is to end its recovery does not wait: then standby.signal should not be there.""");
            case RESTORE_COMMAND_FAILED -> failed();
            case END_COMMAND_FAILED ->
                Meaning.of("""
                    A command that the settings name failed. Of archive_cleanup_command and recovery_end_command nothing depends on \
                    it, but a restored copy should have neither: the former deletes WAL.""", shell("grep -n _command " + data + "/postgresql*.conf", "what is set"));
            case RESTORED_FILE_WRONG_SIZE -> Meaning.of("""
                    restore_command said that it brought a segment, and the file is cut or not a segment. The archive's object is \
                    damaged, or the command does not check what it writes; the server stopped, as it should.""", command("wal verify --deep", "which objects are damaged"));
            case SEGMENT_ABSENT -> Meaning.of("""
                    The server looked for a segment in its own pg_wal and it is not there, after restore_command had not brought it \
                    either. At the end of WAL that is how every recovery ends; before the target it is the gap that stops it.""", command("wal show", "whether the archive has a gap there"));
            default -> null;
        };
    }

    private Meaning failed() {
        String reason = told.value("reason").orElse("");
        Matcher exit = EXIT.matcher(reason);
        int code = exit.find() && exit.group(1).length() < 4 ? Integer.parseInt(exit.group(1)) : -1;
        String why = reasonOf(code, reason);
        return Meaning.of(
                "restore_command failed, not for lack of the file, and the server stopped instead of taking it for the end of WAL and "
                        + "promoting: " + why + " Mend the cause and start again; replay goes on where it was.",
                shell("grep restore_command " + data + "/postgresql.auto.conf", "the command; try it by hand"),
                command("storage check", "whether the archive answers"));
    }

    private static String reasonOf(int code, String reason) {
        if (code == 126) {
            return "the command may not be executed by the server's user (126).";
        }
        if (code == 127) {
            return "the shell did not find the command (127): its path is wrong, or not in the PATH of the server.";
        }
        if (code == 254) {
            return "the guard of a WAL stage, or walkback's fetch, could not do its work (254): a listed file is absent, the stage's "
                    + "disk is not mounted, a copy failed, or fetch met something unexpected.";
        }
        if (code > 200 && code <= 216) {
            return "walkback's fetch ended with " + code + ", which is its exit code " + (code - 200)
                    + " (help exit-codes), raised above 200 so that nobody takes it for an absent file.";
        }
        if (code > 128) {
            return "exit code " + code + " says that it was killed by signal " + (code - 128)
                    + ", or chose that number itself.";
        }
        return reason.contains("signal") ? "it was killed." : "its own output, in the log before this line, says why.";
    }

    private @Nullable Meaning ended() {
        return switch (told.message()) {
            case END_OF_WAL -> Meaning.of("""
                    What follows the last record is not a record: the rest of a segment is zeros, or old content of a file that was \
                    used again. This is how WAL ends, and each recovery that goes to its end says so once. Only if WAL should go on \
                    after this position is it damage.""");
            case RECORD_CUT -> Meaning.of("""
                    A record that spans pages was begun and never finished: the server that wrote it died, or the next segment is not \
                    its continuation. At the end of WAL it is harmless.""");
            default -> null;
        };
    }

    private @Nullable Meaning damaged() {
        return switch (told.message()) {
            case NOT_WAL -> Meaning.of("""
                    A segment was brought whose pages are not WAL of this major version: it is empty, still compressed or encrypted, \
                    cut and filled up, or another program's file. With old content of pg_wal at the very end of WAL it is harmless.""", command("wal verify --deep", "which objects are damaged"));
            case RECORD_DAMAGED -> Meaning.of("""
                    A record's checksum does not hold: replay ends there as if WAL ended. If it is the last record that a dying server \
                    wrote, it is harmless; if WAL goes on behind it, the segment is damaged, and nothing later can be reached from \
                    an earlier backup.""", command("wal verify --deep", "which objects are damaged"));
            case RESOURCE_MANAGER_ABSENT ->
                Meaning.of("""
                    The WAL holds records of an extension that is not loaded here. Replay needs its library in \
                    shared_preload_libraries, of the same version as on the old server.""", shell("grep -n shared_preload " + data + "/postgresql*.conf", "what is loaded"));
            case WAL_OF_ANOTHER_CLUSTER -> Meaning.of("""
                    A segment was brought that another cluster wrote: two clusters archive into one place, or restore_command looks at \
                    the wrong one. Nothing of it was replayed.""", command("cluster list", "whose WAL is in the archive"));
            case WAL_MINIMAL -> Meaning.of("""
                    The old server ran with wal_level = minimal for a while, and what it did then is not in the WAL. No backup from \
                    before can be taken across that place (13 goes on with a warning, and data may be missing).""", command("backup list", "backups from after it"));
            case PAGES_INVALID ->
                Meaning.of("""
                    WAL changes pages that the restored files do not have. Files are missing or older than they should be: a delta was \
                    restored onto the wrong base, backup_label was lost, or parts are missing. Do not set ignore_invalid_pages to get \
                    on: the result would be damaged.""", command("backup verify LATEST --deep", "whether the backup is whole"));
            case PAGE_DAMAGED ->
                Meaning.of(
                        "A page's checksum does not hold. It was damaged in the backup, or on this disk.",
                        command("backup verify LATEST --deep", "whether it is so in the backup"),
                        command("restore check " + data, "what else is damaged"));
            case CONTROL_DAMAGED ->
                Meaning.of(
                        "global/pg_control is damaged, and no server starts without it. Fetch the backup again.",
                        command("backup verify LATEST", "whether the backup's is whole"));
            case CHECKPOINT_ABSENT ->
                Meaning.of(
                        """
                    The record that replay begins with cannot be read: restore_command does not bring the segment that backup_label \
                    names, or there is neither recovery.signal nor a restore_command, so that only pg_wal was looked at. Do not remove \
                    backup_label, whatever the hint says: a restored backup without it is damaged in silence.""",
                        command("restore status " + data, "which segment is needed, and which files are there"),
                        command("wal show", "whether the archive has it"));
            default -> null;
        };
    }
}
