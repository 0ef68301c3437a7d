package dev.walkback.shell.report.restore;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.shell.report.ShellWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The last three steps: the server is told where to stop, somebody starts it, and somebody decides. */
final class ServerLessons {

    private final RestorePlan plan;
    private final ServerWishes wishes;
    private final String data;
    private final Told told;

    /**
     * What the settings will be.
     *
     * @param block lines of postgresql.auto.conf
     * @param port where the server listens
     * @param host where it is reached: an address, or the folder of its socket; empty for where psql looks by itself
     */
    record Told(List<String> block, int port, String host) {
        Told {
            block = List.copyOf(block);
        }
    }

    ServerLessons(RestorePlan plan, Told told) {
        this.plan = plan;
        this.wishes = plan.request().server();
        this.data = ShellWord.quoted(plan.layout().data().toString());
        this.told = told;
    }

    Lesson settings() {
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("port", told.port());
        figures.put("standby", wishes.standby());
        figures.put("action", wishes.action().name().toLowerCase(java.util.Locale.ROOT));
        figures.put("archiving", wishes.archiving());
        boolean old = version() < 12;
        String file =
                old ? "recovery.conf, and what belongs to no recovery to postgresql.auto.conf" : "postgresql.auto.conf";
        String signal =
                old ? "" : wishes.standby() ? ", and an empty standby.signal" : ", and an empty recovery.signal";
        return new Lesson(
                Phase.SETTINGS,
                "Appended to " + file + signal + ":",
                told.block().stream().map(ServerLessons::setting).toList(),
                (wishes.standby() ? "standby.signal makes it a replica that goes on replaying. " : action())
                        + (wishes.archiving()
                                ? ""
                                : "archive_mode is off, so that this copy can never write into the real archive. ")
                        + "It listens on port " + told.port() + ", so that nobody reaches it by mistake.",
                "What the source's configuration asks for may be too much for a smaller host: --set name=value. Some settings "
                        + "must be at least the source's, or the server stops and says so.",
                "restore settings --remove.",
                figures);
    }

    /** With its comment beside it, where there is room. */
    private static Lesson.Line setting(String line) {
        int comment = line.lastIndexOf("  # ");
        return comment < 0
                ? Lesson.Line.shown(line, "")
                : Lesson.Line.shown(line.substring(0, comment), line.substring(comment + "  # ".length()));
    }

    private String action() {
        return switch (wishes.action()) {
            case PAUSE ->
                "pause means: stop at the moment and let you look. hot_standby stays on, or pause would shut down. ";
            case PROMOTE -> "promote means: at the moment it becomes a cluster of its own, writable, unasked. ";
            case SHUTDOWN -> "shutdown means: stop at the moment; the next start goes on from there. ";
        };
    }

    Lesson start() {
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("port", told.port());
        figures.put("segments", plan.route().segments());
        return new Lesson(
                Phase.START,
                "You start it; walkback has no business with your service manager.",
                List.of(
                        Lesson.Line.shown("pg_ctl -D " + data + " -l " + log() + " start", "as its owner"),
                        Lesson.Line.command("restore guide " + data, "that line with its whole paths, and other ways"),
                        Lesson.Line.command("restore status " + data, "replay against the route"),
                        Lesson.Line.command("restore start " + data, "for a scratch copy: starts it with pg_ctl")),
                "\"consistent recovery state reached\" comes first, then " + stopLine() + ".",
                "Messages that look bad and are not: a history file that is not there, when it is not on this route; the end of "
                        + "the staged WAL. restore status explains each.",
                "stop it. The directory can be started again.",
                figures);
    }

    private String log() {
        return ShellWord.quoted(plan.layout().data() + ".log");
    }

    private String stopLine() {
        return switch (plan.target()) {
            case RecoveryTarget.Latest _ -> "the end of recovery";
            case RecoveryTarget.Immediate _ -> "\"recovery stopping after reaching consistency\"";
            case RecoveryTarget.Time _ -> "\"recovery stopping before commit of transaction ...\"";
            case RecoveryTarget.Xid xid ->
                "\"recovery stopping " + (xid.inclusive() ? "after" : "before") + " commit of transaction " + xid.xid()
                        + "\"";
            case RecoveryTarget.Position position ->
                "\"recovery stopping " + (position.inclusive() ? "after" : "before") + " WAL location (LSN) ...\"";
            case RecoveryTarget.Named named -> "\"recovery stopping at restore point \"" + named.name() + "\"\"";
        };
    }

    Lesson decide() {
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("port", told.port());
        String psql = "psql " + (told.host().isEmpty() ? "" : "-h " + ShellWord.quoted(told.host()) + " ") + "-p "
                + told.port() + " -c ";
        if (!told.host().isEmpty()) {
            figures.put("host", told.host());
        }
        List<Lesson.Line> lines = new ArrayList<>();
        lines.add(Lesson.Line.shown(psql + "'select count(*) from ...'", "look"));
        lines.add(Lesson.Line.command("restore check " + data, "where it is paused, and whether it is sound"));
        if (!wishes.standby()) {
            lines.add(Lesson.Line.command("restore promote " + data, "right moment: promote"));
            lines.add(Lesson.Line.shown(psql + "'select pg_wal_replay_resume()'", "the same by hand"));
            lines.add(Lesson.Line.command("restore forward " + data + " --time '...'", "too early: go forward"));
            lines.add(Lesson.Line.command("restore plan --time '...' --into ...", "too late: walk back"));
        }
        return new Lesson(
                Phase.DECIDE,
                wishes.standby()
                        ? "The server is a replica on port " + told.port() + ": read-only, and it goes on replaying."
                        : "The server is paused " + paused() + ", read-only, on port " + told.port() + ".",
                lines,
                "Promoted, it leaves timeline " + plan.timeline()
                        + " for one of its own, and is writable. Replay cannot run backwards: too late means to fetch again; the "
                        + "staged WAL is kept.",
                "A query that hangs: just before its commit, the transaction that you stopped at still holds its locks, on a table "
                        + "that it drops or rewrites even against reading. Stop a little earlier, by position, to look at that table. "
                        + "Only some rows? Copy them out with pg_dump or \\copy and leave the real cluster alone. Before you promote into "
                        + "production: stop the old one, and take a full backup of the new timeline.",
                "before it is promoted: stop it and restore again. Afterwards: no way back but another restore.",
                figures);
    }

    private String paused() {
        String moment = MomentWords.of(plan.target());
        return moment.startsWith("just ") ? moment : "at " + moment;
    }

    private int version() {
        PgVersion version = plan.version();
        return version == null ? Integer.MAX_VALUE : version.number() / 10_000;
    }
}
