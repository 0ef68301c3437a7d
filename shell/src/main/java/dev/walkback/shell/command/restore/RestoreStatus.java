package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.RecoveryState;
import dev.walkback.shell.Exit;
import dev.walkback.shell.command.Retyped;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.server.ServerSeen;
import dev.walkback.shell.report.server.StatusReport;
import java.nio.file.Path;
import java.time.Duration;

/** {@code restore status}: where a recovering server is. */
public final class RestoreStatus {

    private static final Duration GLANCE = Duration.ofMillis(500);

    private RestoreStatus() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        ServerLook look = look(invocation, session);
        ServerSeen seen = look.look();
        if (invocation.has("--follow")) {
            seen = follow(look, seen, session);
        }
        session.reporter().show(new StatusReport(seen));
        return verdict(seen);
    }

    static ServerLook look(Invocation invocation, Session session) {
        return new ServerLook(
                WatchedDirectory.of(invocation, session),
                session,
                invocation.value("--as").orElse(""),
                invocation.value("--log").map(Path::of).orElse(null),
                Retyped.storage(invocation));
    }

    static Exit verdict(ServerSeen seen) {
        return seen.state() == RecoveryState.FAILED ? Exit.FINDINGS : Exit.DONE;
    }

    /** Until there is nothing to wait for. Ctrl-C leaves the server alone. */
    private static ServerSeen follow(ServerLook look, ServerSeen begun, Session session) throws InterruptedException {
        ServerSeen seen = begun;
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            while (seen.state().isMoving()) {
                waiting.told(seen.progress());
                Thread.sleep(GLANCE);
                ServerSeen next = look.look();
                if (session.reporter().style().json() && !next.progress().equals(seen.progress())) {
                    session.reporter().show(new StatusReport(next));
                }
                seen = next;
            }
        }
        return seen;
    }
}
