package dev.walkback.shell.report.server;

import static dev.walkback.shell.report.Suggestion.command;
import static dev.walkback.shell.report.Suggestion.shell;

import dev.walkback.engine.server.log.Told;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a server does not start, or not as a restored one should. */
record MeaningOfStart(Told told, String data) {

    Optional<Meaning> meaning() {
        return Optional.ofNullable(settings())
                .or(() -> Optional.ofNullable(directory()))
                .or(() -> Optional.ofNullable(machine()))
                .or(() -> Optional.ofNullable(primary()));
    }

    private @Nullable Meaning settings() {
        return switch (told.message()) {
            case SETTINGS_TOO_LOW ->
                Meaning.of(
                        told.value("setting")
                                        .orElse(
                                                "A setting that bounds connections, workers, locks or prepared transactions")
                                + told.value("value")
                                        .map(value -> " is " + value)
                                        .orElse(" is")
                                + " lower than on the server that wrote the WAL"
                                + told.value("needed")
                                        .map(needed -> ", where it was " + needed)
                                        .orElse("")
                                + ". While queries are answered during recovery each of these must be at least as large. Raise it, or "
                                + "switch hot_standby off and recover without looking.",
                        shell(
                                "echo \"" + told.value("setting").orElse("max_connections") + " = "
                                        + told.value("needed").orElse("200") + "\" >> " + data
                                        + "/postgresql.auto.conf",
                                "then start again"));
            case NO_RESTORE_COMMAND ->
                Meaning.of(
                        "recovery.signal is there and restore_command is not set: the server does not know where WAL comes from.",
                        shell("grep -n restore_command " + data + "/postgresql*.conf", "what is written"));
            case NO_SOURCE -> Meaning.of("""
                    A standby with neither a primary nor a restore_command looks into its own pg_wal for ever. That is of use only if \
                    somebody copies WAL there.""");
            case RECOVERY_CONF ->
                Meaning.of(
                        "A recovery.conf of before version 12 is there. Its settings belong into postgresql.auto.conf; the file must go.",
                        shell(
                                "mv " + data + "/recovery.conf " + data + "/recovery.conf.old",
                                "then write the settings"));
            case SETTING_UNKNOWN ->
                Meaning.of(
                        told.value("setting").orElse("A setting") + """
                     is not known to this server: it belongs to another major version, or to an extension whose library is not loaded. \
                    Remove its line.""",
                        shell(
                                "grep -n '"
                                        + told.value("setting")
                                                .filter(name -> name.matches("[\\w.]+"))
                                                .orElse("name") + "' " + data + "/postgresql*.conf",
                                "where it is set"));
            case CONFIGURATION_ERRORS -> Meaning.of("""
                    A configuration file cannot be read; the line before says where. Values with blanks, slashes or signs stand in \
                    single quotes, and a quote in them is doubled.""");
            case LIBRARY_ABSENT ->
                Meaning.of(
                        """
                    A library that is to be loaded is not installed here: an extension of the old server. Install its package, or take \
                    it out of shared_preload_libraries: recovery needs it only where its WAL is of a kind of its own.""", shell("grep -n preload_libraries " + data + "/postgresql*.conf", "which are asked for"));
            default -> null;
        };
    }

    private @Nullable Meaning directory() {
        return switch (told.message()) {
            case BACKUP_LABEL_INCONSISTENT ->
                Meaning.of("""
                    backup_label and pg_control are not of one backup: parts of two were mixed, or the directory was started before. \
                    Fetch the backup anew.""", command("backup verify LATEST --deep", "whether they fit in the archive"));
            case BACKUP_LABEL_INVALID -> Meaning.of("""
                    backup_label or tablespace_map is not as the server wrote it: it was edited, or its line ends were changed. Fetch \
                    the backup anew; do not mend it by hand.""");
            case INCREMENTAL_ALONE -> Meaning.of("""
                    An incremental backup of PostgreSQL's own was unpacked by itself. It holds only what changed and has to be combined \
                    with those before it.""", command("restore from-basebackup --help", "combines them"));
            case DIRECTORY_PERMISSIONS ->
                Meaning.of(
                        "Others may look into the data directory, and the server refuses that.",
                        shell(
                                "chmod 0700 "
                                        + told.value("path")
                                                .filter(MeaningOfStart::isPlain)
                                                .orElse(data),
                                ""));
            case DIRECTORY_OWNER ->
                Meaning.of(
                        "The data directory belongs to another user than the one that starts the server.",
                        shell(
                                "chown -R postgres: "
                                        + told.value("path")
                                                .filter(MeaningOfStart::isPlain)
                                                .orElse(data),
                                "or start it as its owner"));
            case FILES_INCOMPATIBLE ->
                Meaning.of("""
                    The directory was made by another major version, or by a server that was built otherwise. The line below it says \
                    what differs. A restore needs the same major version as the backup; to upgrade, restore first.""", shell("cat " + data + "/PG_VERSION", "the version that is needed"));
            case LOCALE_INCOMPATIBLE ->
                Meaning.of(
                        "The old server's locale is not installed on this machine. Generate it; then start again.",
                        shell("locale -a", "those that are installed"));
            case COLLATION_CHANGED ->
                Meaning.of("""
                    This machine sorts text otherwise than the old one did, so indexes on text may miss rows. Data is whole; rebuild \
                    those indexes before you rely on the copy.""", command("restore check " + data, "which indexes are out of order"));
            case TABLESPACE_ABSENT ->
                Meaning.of(
                        "A tablespace's link leads to where nothing is: it was not restored, or its disk is not mounted.",
                        shell("ls -l " + data + "/pg_tblspc", "where the links lead"));
            case FILE_ABSENT -> Meaning.of("""
                    A file cannot be opened. What stands between the quotes says which: one below base or global belongs to the \
                    backup and should be there; one of the configuration may have lived outside the data directory.""");
            default -> null;
        };
    }

    private @Nullable Meaning machine() {
        return switch (told.message()) {
            case RUN_BY_ROOT ->
                Meaning.of(
                        "PostgreSQL does not run as root. Start it as the user that owns the directory.",
                        shell("stat -c %U " + data, "who that is"));
            case ALREADY_RUNNING -> Meaning.of("""
                    A server runs on this directory or uses this socket, or one died and its process number was taken over. Never \
                    remove the file while a server may be alive.""", command("restore status " + data, "whether it is alive"));
            case PORT_TAKEN ->
                Meaning.of(
                        "The port is in use, most likely by the cluster that runs here already. A copy wants a port of its own.",
                        shell("echo \"port = 5433\" >> " + data + "/postgresql.auto.conf", "then start again"));
            case NO_MEMORY ->
                Meaning.of(
                        "This machine has less memory, or fewer huge pages, than the old server's settings ask for.",
                        shell(
                                "echo \"shared_buffers = 128MB\" >> " + data + "/postgresql.auto.conf",
                                "then start again; huge_pages = off may be needed too"));
            case DISK_FULL ->
                Meaning.of(
                        "A disk is full, or a quota is. Replay writes as much as the old server did. Make room and start again.",
                        shell("df -h " + data, ""));
            case STARTUP_FAILED -> Meaning.of("""
                    The process that replays ended, and the server with it. The reason is in the FATAL line before this one.""");
            default -> null;
        };
    }

    private @Nullable Meaning primary() {
        return switch (told.message()) {
            case PRIMARY_UNREACHABLE -> Meaning.of("""
                    The standby cannot reach its primary and tries again every few seconds; WAL from the archive is still replayed. A \
                    restored copy that is no standby should have no primary_conninfo.""");
            case PRIMARY_LOST_SEGMENT ->
                Meaning.of(
                        "The primary has already removed WAL that this standby needs. It goes on only if the archive has it.",
                        command("wal show", "whether it has"));
            case PRIMARY_OF_ANOTHER_CLUSTER ->
                Meaning.of(
                        "primary_conninfo leads to another cluster. Nothing was taken from it.",
                        shell("grep -n primary_conninfo " + data + "/postgresql*.conf", "where it leads"));
            case PRIMARY_BEHIND -> Meaning.of("""
                    The standby is on a newer timeline than the server that it follows: one of them was promoted apart from the \
                    other. They cannot go on together; decide which is the right one and make the other anew.""");
            case PRIMARY_ELSEWHERE ->
                Meaning.of(
                        "The primary's past does not hold the position that this standby asks for: they have parted before.",
                        command("timeline list", "where each timeline begins"));
            case STREAMING -> Meaning.of("The standby is connected to its primary and receives WAL as it is written.");
            case CONFLICT -> Meaning.of("""
                    A query on the copy was ended because replay could not wait for it any longer. Ask again, or raise \
                    max_standby_archive_delay while you look.""");
            default -> null;
        };
    }

    /** Whether a path from a log can be pasted into a shell as it is. */
    private static boolean isPlain(String path) {
        return path.matches("[A-Za-z0-9/._-]+");
    }
}
