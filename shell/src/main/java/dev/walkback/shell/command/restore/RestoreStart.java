package dev.walkback.shell.command.restore;

import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.ScratchServer;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Asked;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.server.ServerSeen;
import dev.walkback.shell.report.server.StatusReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** {@code restore start}: a copy to look at, on a directory of ours. */
public final class RestoreStart {

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration A_MOMENT = Duration.ofSeconds(15);

    private RestoreStart() {}

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        WatchedDirectory place = WatchedDirectory.of(invocation, session);
        DataDirectory directory = place.look();
        ScratchServer server = ScratchCopy.on(directory, invocation.value("--bin"), port(invocation), session);
        Asked.yes(
                "This starts a server on " + place.typed() + " that nobody reaches but through its own socket",
                invocation,
                session);
        start(server, place);
        ServerLook look = RestoreStatus.look(invocation, session);
        ServerSeen seen = awaited(look, isAwaited(invocation.has("--follow"), directory) ? null : A_MOMENT, session);
        session.reporter().show(new StatusReport(seen));
        return RestoreStatus.verdict(seen);
    }

    /** A replica never stands still: whoever waited for that would wait forever. */
    static boolean isAwaited(boolean asked, DataDirectory directory) {
        return asked && !directory.has(DataDirectory.Mark.STANDBY_SIGNAL);
    }

    private static void start(ScratchServer server, WatchedDirectory place) throws InterruptedException {
        try {
            server.start();
        } catch (ScratchServer.Failed e) {
            throw new Refusal(
                    ErrorCode.SERVER_FAILED,
                    "the server on " + place.typed() + " did not start",
                    String.valueOf(e.getMessage()),
                    Suggestion.command("restore status " + place.typed(), "what its log says"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until it stands still, or has shown for a moment that it moves. */
    private static ServerSeen awaited(
            ServerLook look, @org.jspecify.annotations.Nullable Duration most, Session session)
            throws InterruptedException {
        Instant begun = session.console().clock().instant();
        ServerSeen seen = look.look();
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            while (seen.state().isMoving()
                    && (most == null
                            || Duration.between(begun, session.console().clock().instant())
                                            .compareTo(most)
                                    < 0)) {
                waiting.told(seen.progress());
                Thread.sleep(GLANCE);
                seen = look.look();
            }
        }
        return seen;
    }

    private static int port(Invocation invocation) {
        String typed = invocation.value("--port").orElse("0");
        if (!typed.matches("\\d{1,5}") || Integer.parseInt(typed) > 65_535) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    "--port cannot be " + typed,
                    "a port is a number from 1 to 65535",
                    Suggestion.command("help restore start", "how it is written"));
        }
        return Integer.parseInt(typed);
    }
}
