package dev.walkback.shell.setup;

import static dev.walkback.shell.setup.SetupItem.good;
import static dev.walkback.shell.setup.SetupItem.look;
import static dev.walkback.shell.setup.SetupItem.missing;

import java.util.Set;
import java.util.regex.Pattern;

/** The archiver: whether it is on, what it runs, and how it fares. */
final class ArchivingChecks {

    /** So many files may wait without a word: a burst of writing leaves more than one behind for a moment. */
    private static final long FEW = 8;

    private static final Set<String> NOTHING_DONE = Set.of("true", "/bin/true", "/usr/bin/true", ":", "exit 0", "echo");

    /** An assignment that looks like a secret's, in front of a command. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\b\\w*(SECRET|PASSWORD|PASSPHRASE|TOKEN|ACCESS_KEY|SODIUM_KEY|PGP_KEY)\\w*\\s*=\\s*[^\\s]");

    private ArchivingChecks() {}

    static SetupItem mode(ServerSetup server) {
        String mode = server.setting("archive_mode").orElse("off");
        if (mode.equals("off")) {
            boolean waits = server.afterRestart().contains("archive_mode");
            return missing(
                    "archive_mode",
                    waits ? "off until the server is restarted" : "off",
                    "no WAL is archived: of every backup only the moment of its own end can be reached",
                    waits ? "restart the server" : "archive_mode = on   # and restart");
        }
        if (server.inRecovery() && mode.equals("on")) {
            return look(
                    "archive_mode",
                    "on",
                    "this server is a standby, and with on a standby archives nothing; its primary must",
                    "archive_mode = always   # only if the primary archives elsewhere, and restart");
        }
        return good("archive_mode", mode);
    }

    static SetupItem command(ServerSetup server) {
        String library = server.setting("archive_library").orElse("");
        String command = server.setting("archive_command").orElse("").trim();
        if (!library.isEmpty()) {
            return good("archive_library", library);
        }
        // what SHOW prints while archive_mode is off, whatever stands in the file
        if (command.equals("(disabled)")) {
            return look("archive_command", "not shown while archive_mode is off", "");
        }
        if (command.isEmpty()) {
            return server.rights().readsSettings()
                    ? missing(
                            "archive_command",
                            "empty",
                            "the archiver waits for one, and WAL piles up on the server's disk until it is full",
                            "walkback setup print")
                    : look(
                            "archive_command",
                            "not shown to this role",
                            "a role needs pg_read_all_settings to see it",
                            "GRANT pg_read_all_settings TO " + server.rights().role());
        }
        if (NOTHING_DONE.contains(command)) {
            return missing(
                    "archive_command",
                    "does nothing",
                    "it says that WAL was archived, and WAL is thrown away: every window ends at the last segment before",
                    "walkback setup print");
        }
        return spoken(command);
    }

    /** The command itself is not printed: it may hold what is nobody's business. */
    private static SetupItem spoken(String command) {
        if (SECRET.matcher(command).find()) {
            return look(
                    "archive_command",
                    "holds what looks like a secret",
                    "every user of the server's machine sees it in the list of processes, and every role that may read settings",
                    "put it into a configuration file that only the server's user can read");
        }
        if (Pattern.compile("(^|[\\s;&|/])cp\\s").matcher(command).find()) {
            return look(
                    "archive_command",
                    "copies with cp",
                    "cp does not wait for the disk, so after a power failure a segment that PostgreSQL gave away may be"
                            + " empty; and without a test before it, it overwrites",
                    "walkback setup print --for cp-archive");
        }
        if (!command.contains("%p")) {
            return missing(
                    "archive_command",
                    "does not name %p",
                    "%p stands for the file that is to be archived; without it the command cannot know which",
                    "walkback setup print");
        }
        return good("archive_command", "set");
    }

    static SetupItem timeout(ServerSetup server) {
        String timeout = server.setting("archive_timeout").orElse("0");
        return timeout.equals("0")
                ? look(
                        "archive_timeout",
                        "0",
                        "a segment is archived when it is full: on a quiet server what was committed last may wait for"
                                + " hours, and is lost with the server",
                        "archive_timeout = 60s   # and reload")
                : good("archive_timeout", timeout);
    }

    static SetupItem archiver(ServerSetup server) {
        Archiver archiver = server.archiver();
        String waiting = archiver.waiting() < 0 ? "" : ", " + archiver.waiting() + " waiting";
        return switch (archiver.standing()) {
            case FAILING ->
                missing(
                        "archiver",
                        "failing at " + archiver.lastFailed() + " since " + archiver.lastFailedAt() + waiting,
                        "WAL piles up on the server's disk; when that is full the server stops. The server's log says what"
                                + " the command said",
                        "walkback archiver status");
            case IDLE ->
                look(
                        "archiver",
                        "has archived nothing yet" + waiting,
                        "until a segment has arrived nothing proves that it works",
                        "walkback archiver status --switch");
            case ARCHIVING ->
                archiver.waiting() > FEW
                        ? look(
                                "archiver",
                                archiver.lastArchived() + " archived last" + waiting,
                                "it archives, more slowly than the server writes; what waits is lost with the server",
                                "walkback wal push --help")
                        : good("archiver", archiver.lastArchived() + " archived last" + waiting);
        };
    }
}
