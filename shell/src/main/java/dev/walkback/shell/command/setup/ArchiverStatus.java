package dev.walkback.shell.command.setup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Waiting;
import dev.walkback.shell.report.setup.ArchiverReport;
import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.setup.Archiver;
import dev.walkback.shell.setup.ServerInterview;
import dev.walkback.shell.setup.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code archiver status}: how archiving fares, and on request a switch to the next segment, to see it done. */
public final class ArchiverStatus {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private ArchiverStatus() {}

    public static Exit run(Invocation invocation, Session session, ServerAddress address) throws InterruptedException {
        try (Database database = Database.open(address, "")) {
            ServerInterview interview = new ServerInterview(database);
            ServerSetup before = interview.all();
            @Nullable String switchedAt = null;
            boolean arrived = false;
            if (invocation.has("--switch")) {
                if (before.inRecovery()) {
                    throw new Refusal(
                            ErrorCode.SERVER_RECOVERS,
                            "the server at " + address.text()
                                    + " is in recovery and writes no WAL that it could switch",
                            "its primary does, until this one is promoted",
                            Suggestion.command("help archiver status", "--host and --port name the primary"));
                }
                switchedAt = interview.switchWal();
                Duration limit = invocation.duration("--wait").orElse(Duration.ofSeconds(60));
                arrived = arrives(interview, before, limit, session);
            }
            ServerSetup now = switchedAt == null ? before : interview.all();
            ArchiverReport report = new ArchiverReport(
                    address.text(),
                    now.archiver(),
                    now.setting("archive_mode").orElse("off"),
                    now.currentSegment(),
                    now.position(),
                    interview.behind(now),
                    switchedAt,
                    arrived);
            session.reporter().show(report);
            return report.hasProblems() ? Exit.FINDINGS : Exit.DONE;
        } catch (Database.Failed failed) {
            throw Silent.of(address, failed);
        }
    }

    /** Whether the segment that was written to is archived in time; names of segments of one timeline sort as they were written. */
    private static boolean arrives(ServerInterview interview, ServerSetup before, Duration limit, Session session)
            throws Database.Failed, InterruptedException {
        String wanted = before.currentSegment();
        if (wanted == null || before.position().equals(Lsn.NONE)) {
            return false;
        }
        Instant end = session.console().clock().instant().plus(limit);
        try (Waiting waiting = new Waiting(session.console(), session.reporter().style())) {
            while (session.console().clock().instant().isBefore(end)) {
                Archiver archiver = interview.archiver();
                String last = archiver.lastArchived();
                if (last != null && last.length() >= wanted.length() && last.compareTo(wanted) >= 0) {
                    return true;
                }
                waiting.told("waiting for " + wanted + " to be archived");
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
        return false;
    }
}
