package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.RecoveryState;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Asked;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.server.ServerSeen;
import dev.walkback.shell.report.server.StatusReport;
import dev.walkback.shell.server.Database;
import java.time.Duration;
import java.time.Instant;

/** {@code restore promote}: the moment was the right one; recovery ends. */
public final class RestorePromote {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private RestorePromote() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        WatchedDirectory place = WatchedDirectory.of(invocation, session);
        DataDirectory directory = place.look();
        if (!directory.restore().exists()) {
            throw new Refusal(
                    ErrorCode.NOT_OURS,
                    place.typed() + " was not restored by walkback",
                    "only copies that it made are promoted by it",
                    Suggestion.shell("psql -c 'select pg_wal_replay_resume()'", "what promotes one that is paused"));
        }
        ServerLook look = RestoreStatus.look(invocation, session);
        ServerSeen seen = look.look();
        ServerAsked asked = ServerAsked.of(
                directory.postmaster(),
                directory.path(),
                invocation.value("--as").orElse(""),
                session.console());
        Database.Address address = asked.address();
        if (asked.recovery() == null || address == null || !asked.recovery().recovering()) {
            throw new Refusal(
                    ErrorCode.NOT_IN_RECOVERY,
                    "there is nothing to promote on " + place.typed(),
                    seen.state() == RecoveryState.PROMOTED
                            ? "its recovery is over already"
                            : "no server that recovers answers there",
                    Suggestion.command("restore status " + place.typed(), "where it is"));
        }
        Asked.yes(
                "This ends the recovery of " + place.typed()
                        + ": it becomes writable on a timeline of its own, and nothing more can be replayed into it",
                invocation,
                session);
        promote(address, seen.state() == RecoveryState.PAUSED);
        seen = awaited(look, session);
        session.reporter().show(new StatusReport(seen));
        return seen.state() == RecoveryState.PROMOTED ? Exit.DONE : Exit.FAILED;
    }

    /** A server that is paused at its target promotes when it is told to go on; another has to be told. */
    private static void promote(Database.Address address, boolean paused) {
        try (Database database = Database.open(address, "postgres")) {
            database.ask(paused ? "select pg_catalog.pg_wal_replay_resume()" : "select pg_catalog.pg_promote(false)");
        } catch (Database.Failed e) {
            throw new Refusal(
                    ErrorCode.SERVER_FAILED,
                    "the server was not promoted",
                    String.valueOf(e.getMessage()),
                    Suggestion.command("restore status", "where it is"));
        }
    }

    private static ServerSeen awaited(ServerLook look, Session session) throws InterruptedException {
        Instant end = session.console().clock().instant().plus(PATIENCE);
        ServerSeen seen = look.look();
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            while (seen.state() != RecoveryState.PROMOTED
                    && seen.directory().isLive()
                    && session.console().clock().instant().isBefore(end)) {
                waiting.told("waits until recovery has ended");
                Thread.sleep(GLANCE);
                seen = look.look();
            }
        }
        return seen;
    }
}
