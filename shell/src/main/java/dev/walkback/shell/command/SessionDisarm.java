package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.report.SessionReport;

/** {@code session disarm}. */
final class SessionDisarm {

    private SessionDisarm() {}

    static Exit run(Session session) {
        session.sitting().disarm();
        session.reporter().show(SessionReport.of(session.sitting(), "read-only again"));
        return Exit.DONE;
    }
}
