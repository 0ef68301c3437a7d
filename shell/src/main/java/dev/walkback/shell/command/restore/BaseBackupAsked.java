package dev.walkback.shell.command.restore;

import dev.walkback.engine.basebackup.BaseBackupRequest;
import dev.walkback.engine.basebackup.WalArchive;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.server.Installation;
import dev.walkback.engine.server.Installations;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.MomentWord;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a command line asks of a restore from a base backup. */
final class BaseBackupAsked {

    private static final String HELP = "help restore from-basebackup";
    private static final List<String> TARGETS = List.of("--time", "--xid", "--lsn", "--name", "--immediate");

    private final Invocation invocation;
    private final Session session;

    BaseBackupAsked(Invocation invocation, Session session) {
        this.invocation = invocation;
        this.session = session;
    }

    BaseBackupRequest request() throws IOException, InterruptedException {
        List<Path> folders =
                invocation.arguments().stream().map(typed -> path("DIR", typed)).toList();
        WalArchive archive = archive();
        return new BaseBackupRequest(
                folders,
                destination(invocation),
                invocation.has("--without-manifest"),
                folders.size() > 1 && !invocation.has("--own-combiner") ? combiner(folders) : null,
                archive,
                restoreCommand(),
                target(),
                timeline(),
                server());
    }

    /** PostgreSQL's own program, of the version that made the backups. */
    private @Nullable Path combiner(List<Path> folders) throws InterruptedException, IOException {
        Path version = folders.getFirst().resolve("PG_VERSION");
        if (!Files.isRegularFile(version)) {
            return null;
        }
        String major = Files.readString(version).strip();
        Installation installation = Installations.on(
                        Path.of("/"), session.console().variable("PATH"))
                .ofMajor(major)
                .orElse(null);
        return installation != null && installation.has("pg_combinebackup")
                ? installation.program("pg_combinebackup")
                : null;
    }

    private @Nullable WalArchive archive() throws IOException {
        if (!invocation.has("--wal-archive")) {
            return null;
        }
        WalArchive archive = WalArchive.look(
                path("--wal-archive", invocation.value("--wal-archive").orElseThrow()));
        if (archive.coverage().isEmpty()) {
            throw new dev.walkback.shell.Refusal(
                    ErrorCode.NOT_AN_ARCHIVE,
                    "there is no WAL in " + ShellWord.quoted(archive.folder().toString()),
                    "an empty folder cannot be told from a disk that is not mounted",
                    Suggestion.shell(
                            "ls -l " + ShellWord.quoted(archive.folder().toString()), "what is there"));
        }
        return archive;
    }

    private @Nullable String restoreCommand() {
        String command = invocation.value("--restore-command").orElse(null);
        if (command == null) {
            return null;
        }
        if (invocation.has("--wal-archive")) {
            throw conflict("--wal-archive and --restore-command exclude each other", "WAL comes from one place");
        }
        if (!command.contains("%f") || !command.contains("%p") || command.contains("\n")) {
            throw bad("--restore-command", command, "it is one line, and names the file as %f and its place as %p");
        }
        return command;
    }

    static Destination destination(Invocation invocation) {
        if (invocation.has("--tablespace") && invocation.has("--tablespaces-under")) {
            throw conflict("--tablespace and --tablespaces-under exclude each other", "each tablespace has one place");
        }
        return new Destination(
                path("--into", invocation.value("--into").orElseThrow()),
                places(invocation),
                invocation
                        .value("--wal-directory")
                        .map(typed -> path("--wal-directory", typed))
                        .orElse(null),
                invocation.value("--user").orElse(null),
                invocation.has("--replace"));
    }

    private static TablespacePlaces places(Invocation invocation) {
        Map<String, Path> moved = new TreeMap<>();
        for (String each : invocation.values("--tablespace")) {
            int equals = each.lastIndexOf('=');
            if (equals < 1 || equals == each.length() - 1) {
                throw bad(
                        "--tablespace", each, "it is written OLD=NEW: where it was, or its number, and where it goes");
            }
            moved.put(each.substring(0, equals), path("--tablespace", each.substring(equals + 1)));
        }
        if (!moved.isEmpty()) {
            return new TablespacePlaces.Moved(moved);
        }
        return invocation
                .value("--tablespaces-under")
                .<TablespacePlaces>map(typed -> new TablespacePlaces.Under(path("--tablespaces-under", typed)))
                .orElseGet(TablespacePlaces.Kept::new);
    }

    private RecoveryTarget target() {
        List<String> given = TARGETS.stream().filter(invocation::has).toList();
        if (given.size() > 1) {
            throw conflict(
                    given.get(0) + " and " + given.get(1) + " exclude each other", "there is one moment to stop at");
        }
        boolean inclusive = !invocation.has("--exclusive");
        if (given.isEmpty()) {
            if (!inclusive) {
                throw conflict("--exclusive says nothing without a moment", "it belongs to --time, --xid and --lsn");
            }
            return new RecoveryTarget.Latest();
        }
        String typed = invocation.value(given.getFirst()).orElse("");
        return switch (given.getFirst()) {
            case "--time" ->
                new RecoveryTarget.Time(
                        new MomentWord(session.console().clock().instant(), ZoneId.systemDefault())
                                .read("--time", typed),
                        inclusive);
            case "--xid" -> new RecoveryTarget.Xid(xid(typed), inclusive);
            case "--lsn" ->
                new RecoveryTarget.Position(
                        Lsn.parse(typed).orElseThrow(() -> bad("--lsn", typed, "a position is written 0/9C4A01B8")),
                        inclusive);
            case "--name" -> new RecoveryTarget.Named(typed);
            default -> new RecoveryTarget.Immediate();
        };
    }

    private static long xid(String typed) {
        try {
            long xid = Long.parseUnsignedLong(typed) & 0xFFFF_FFFFL;
            if (xid >= 3) {
                return xid;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw bad("--xid", typed, "a transaction's number is 3 or higher");
    }

    private @Nullable Timeline timeline() {
        return invocation
                .value("--timeline")
                .map(typed -> Timeline.parse(typed)
                        .orElseThrow(() -> bad("--timeline", typed, "a timeline is told by its number")))
                .orElse(null);
    }

    private ServerWishes server() {
        return new ServerWishes(
                false,
                null,
                invocation.value("--port").map(BaseBackupAsked::port).orElse(null),
                invocation.has("--promote") ? ServerWishes.Action.PROMOTE : ServerWishes.Action.PAUSE,
                false,
                new LinkedHashMap<>());
    }

    private static int port(String typed) {
        if (typed.matches("\\d{1,5}") && Integer.parseInt(typed) > 0 && Integer.parseInt(typed) < 65_536) {
            return Integer.parseInt(typed);
        }
        throw bad("--port", typed, "a port is a number from 1 to 65535");
    }

    static Path path(String option, String typed) {
        try {
            return Path.of(typed).toAbsolutePath().normalize();
        } catch (InvalidPathException noPath) {
            throw bad(option, typed, "it is no path on this machine");
        }
    }

    private static UsageError bad(String option, String typed, String why) {
        return new UsageError(
                ErrorCode.BAD_VALUE,
                option + " cannot be " + ShellWord.quoted(typed),
                why,
                Suggestion.command(HELP, "with examples"));
    }

    private static UsageError conflict(String what, String why) {
        return new UsageError(ErrorCode.CONFLICTING_OPTIONS, what, why, Suggestion.command(HELP, "with examples"));
    }
}
