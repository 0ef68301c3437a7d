package dev.walkback.shell.command.restore;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.RestoreRequest.WalDelivery;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.BackupChoice;
import dev.walkback.shell.command.MomentWord;
import dev.walkback.shell.command.SegmentWord;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.View;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command line asks of a restore. */
final class RestoreAsked {

    private static final List<String> TARGETS =
            List.of("--time", "--xid", "--lsn", "--name", "--immediate", "--latest");
    private static final List<String> ACTIONS = List.of("--pause", "--promote", "--shutdown");

    /** What is about a directory, and says nothing without one. */
    private static final List<String> OF_A_PLACE = List.of(
            "--replace", "--tablespace", "--tablespaces-under", "--wal-directory", "--user", "--stage", "--save");

    private static final int LONGEST_NAME = 63;
    private static final int PORTS = 65_535;
    private static final Pattern SETTING =
            Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_.]*)=(?<value>[^\\r\\n\\x00]*)", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile(
            "restore_command|recovery_target.*|primary_conninfo|archive_mode|port|standby_mode",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WITH_PASSWORD = Pattern.compile("(?is).*(password\\s*=|://[^/@]*:[^/@]*@).*");
    /** An equals sign that does not follow a backslash. */
    private static final Pattern BETWEEN = Pattern.compile("(?<!\\\\)=");

    private final Invocation invocation;
    private final View view;
    private final Session session;

    RestoreAsked(Invocation invocation, View view, Session session) {
        this.invocation = invocation;
        this.view = view;
        this.session = session;
    }

    /** Where to go back to. */
    Aim aim() {
        exclusive(TARGETS);
        exclusive(List.of("--inclusive", "--exclusive"));
        RecoveryTarget target = target();
        BackupChoice backups = new BackupChoice(view);
        return new Aim(
                target,
                timeline(),
                invocation
                        .value("--backup")
                        .map(typed -> backups.of(typed).name())
                        .orElse(null),
                invocation.values("--without").stream()
                        .map(typed -> backups.of(typed).name())
                        .toList());
    }

    /** With all that depends on a directory; empty where none is named. */
    Optional<RestoreRequest> request(Aim aim) {
        Optional<String> into = invocation.value("--into");
        if (into.isEmpty()) {
            OF_A_PLACE.stream().filter(invocation::has).findFirst().ifPresent(option -> {
                throw conflict(
                        option + " says nothing without --into", "it is about the directory that is restored into");
            });
        }
        ServerWishes server = server();
        exclusive(List.of("--stage", "--stream"));
        if (into.isEmpty()) {
            return Optional.empty();
        }
        Destination to = destination(path("--into", into.get()));
        Path stage =
                invocation.value("--stage").map(typed -> path("--stage", typed)).orElseGet(to::stage);
        return Optional.of(new RestoreRequest(
                aim.target(),
                aim.timeline(),
                aim.backup(),
                aim.without(),
                to,
                server,
                invocation.has("--stream") ? WalDelivery.STREAMED : WalDelivery.STAGED,
                stage,
                invocation.values("--only-database")));
    }

    RecoveryTarget target() {
        boolean inclusive = !invocation.has("--exclusive");
        if (invocation.has("--standby")
                && TARGETS.stream().anyMatch(option -> !option.equals("--latest") && invocation.has(option))) {
            throw conflict("--standby goes on and on, and has no target", "without --standby the server stops at one");
        }
        if (invocation.has("--time")) {
            MomentWord word = new MomentWord(session.console().clock().instant(), ZoneId.systemDefault());
            return new RecoveryTarget.Time(
                    word.read("--time", invocation.value("--time").orElse("")), inclusive);
        }
        if (invocation.has("--xid")) {
            return new RecoveryTarget.Xid(xid(invocation.value("--xid").orElse("")), inclusive);
        }
        if (invocation.has("--lsn")) {
            return new RecoveryTarget.Position(
                    SegmentWord.lsn(invocation.value("--lsn").orElse("")), inclusive);
        }
        if (invocation.has("--inclusive") || invocation.has("--exclusive")) {
            throw conflict("--inclusive and --exclusive say nothing here", "they belong to --time, --xid and --lsn");
        }
        return invocation
                .value("--name")
                .map(RestoreAsked::named)
                .orElseGet(() ->
                        invocation.has("--immediate") ? new RecoveryTarget.Immediate() : new RecoveryTarget.Latest());
    }

    /** As a transaction sees itself it has an epoch in its upper half, which no setting of a recovery knows. */
    private static long xid(String typed) {
        try {
            long xid = Long.parseUnsignedLong(typed) & 0xFFFF_FFFFL;
            if (xid >= 3 && !typed.startsWith("+")) {
                return xid;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw bad("--xid", typed, "a transaction's number is 3 or higher, as pg_current_xact_id() prints it");
    }

    private static RecoveryTarget named(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            throw bad("--name", name, "a restore point's name has 1 to 63 bytes, and PostgreSQL refuses a longer one");
        }
        return new RecoveryTarget.Named(name);
    }

    private @Nullable Timeline timeline() {
        Optional<Timeline> timeline = invocation.value("--timeline").map(SegmentWord::timeline);
        timeline.filter(wanted -> view.windows().branches().of(wanted).isEmpty())
                .ifPresent(unknown -> {
                    throw new NotFound(
                            ErrorCode.TIMELINE_UNKNOWN,
                            "there is no timeline " + unknown,
                            "the archive holds nothing of it",
                            List.of(Suggestion.command("timeline list" + view.again(), "all there are")));
                });
        return timeline.orElse(null);
    }

    private Destination destination(Path data) {
        exclusive(List.of("--tablespace", "--tablespaces-under"));
        return new Destination(
                data,
                tablespaces(),
                invocation
                        .value("--wal-directory")
                        .map(typed -> path("--wal-directory", typed))
                        .orElse(null),
                invocation.value("--user").orElse(null),
                invocation.has("--replace"));
    }

    private TablespacePlaces tablespaces() {
        Map<String, Path> moved = new LinkedHashMap<>();
        for (String typed : invocation.values("--tablespace")) {
            String[] parts = BETWEEN.split(typed, 2);
            if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw bad(
                        "--tablespace", typed, "it is written OLD=NEW: where it was, or its number, and where it goes");
            }
            if (moved.put(parts[0].replace("\\=", "="), path("--tablespace", parts[1])) != null) {
                throw conflict("--tablespace names " + parts[0] + " twice", "it can be in one place only");
            }
        }
        if (!moved.isEmpty()) {
            return new TablespacePlaces.Moved(moved);
        }
        return invocation
                .value("--tablespaces-under")
                .<TablespacePlaces>map(typed -> new TablespacePlaces.Under(path("--tablespaces-under", typed)))
                .orElseGet(TablespacePlaces.Kept::new);
    }

    private ServerWishes server() {
        exclusive(ACTIONS);
        Optional<String> primary = invocation.value("--primary-conninfo");
        if (primary.isPresent() && !invocation.has("--standby")) {
            throw conflict("--primary-conninfo says nothing without --standby", "only a replica has a primary");
        }
        primary.filter(text -> WITH_PASSWORD.matcher(text).matches()).ifPresent(told -> {
            throw new Refusal(
                    ErrorCode.SECRET_ON_COMMAND_LINE,
                    "--primary-conninfo has a password in it",
                    "every user of this machine can read it there, and it would stand in a file; the server's user has a ~/.pgpass for it",
                    Suggestion.command("help restore plan", "with examples"));
        });
        if (invocation.has("--standby") && ACTIONS.stream().anyMatch(invocation::has)) {
            throw conflict(
                    "--standby excludes --pause, --promote and --shutdown", "a replica goes on and has no target");
        }
        ServerWishes.Action action = invocation.has("--promote")
                ? ServerWishes.Action.PROMOTE
                : invocation.has("--shutdown") ? ServerWishes.Action.SHUTDOWN : ServerWishes.Action.PAUSE;
        return new ServerWishes(
                invocation.has("--standby"),
                primary.orElse(null),
                invocation.value("--port").map(RestoreAsked::port).orElse(null),
                action,
                false,
                settings());
    }

    private static int port(String typed) {
        try {
            int port = Integer.parseInt(typed);
            if (port > 0 && port <= PORTS) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        throw bad("--port", typed, "a port is a number from 1 to 65535");
    }

    private SequencedMap<String, String> settings() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (String typed : invocation.values("--set")) {
            var parts = SETTING.matcher(typed);
            if (!parts.matches()) {
                throw bad("--set", typed, "it is written NAME=VALUE, on one line");
            }
            String name = parts.group("name").toLowerCase(Locale.ROOT);
            if (OURS.matcher(name).matches()) {
                throw bad(
                        "--set", typed, name + " follows from the plan; options of their own ask for what it is to be");
            }
            if (WITH_PASSWORD.matcher(parts.group("value")).matches()) {
                throw new Refusal(
                        ErrorCode.SECRET_ON_COMMAND_LINE,
                        "--set " + name + " has a password in it",
                        "every user of this machine can read it there, and it would stand in a file",
                        Suggestion.command("help restore plan", "with examples"));
            }
            if (settings.put(name, parts.group("value")) != null) {
                throw conflict("--set " + name + " is given twice", "which of the values is meant is not guessed");
            }
        }
        return settings;
    }

    private static Path path(String option, String typed) {
        try {
            return Path.of(typed).toAbsolutePath().normalize();
        } catch (InvalidPathException noPath) {
            throw bad(option, typed, "it is no path on this machine");
        }
    }

    private void exclusive(List<String> options) {
        List<String> given = options.stream().filter(invocation::has).toList();
        if (given.size() > 1) {
            throw conflict(given.get(0) + " and " + given.get(1) + " exclude each other", "");
        }
    }

    private static UsageError bad(String option, String typed, String why) {
        return new UsageError(
                ErrorCode.BAD_VALUE,
                option + " cannot be " + ShellWord.quoted(typed),
                why,
                Suggestion.command("help restore plan", "with examples"));
    }

    private static UsageError conflict(String what, String why) {
        return new UsageError(
                ErrorCode.CONFLICTING_OPTIONS, what, why, Suggestion.command("help restore plan", "with examples"));
    }
}
