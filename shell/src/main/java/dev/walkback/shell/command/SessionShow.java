package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.SessionReport;
import dev.walkback.shell.settings.Settings;
import dev.walkback.shell.settings.Value;
import java.util.List;

/** {@code session show}. */
final class SessionShow {

    private SessionShow() {}

    static Exit run(Invocation invocation, Session session) {
        String named = invocation.value("--storage").orElse("");
        SessionReport report = SessionReport.of(session.sitting(), "")
                .opened(storage(named, session))
                .keptIn(session.state().toString());
        session.reporter().show(invocation.has("--origin") ? report.with(values(named, session)) : report);
        return Exit.DONE;
    }

    /** Where none is configured there is still a session to be shown. */
    private static String storage(String named, Session session) {
        try {
            return session.storages().target(named).name();
        } catch (UsageError none) {
            return "";
        }
    }

    private static List<SessionReport.Said> values(String named, Session session) {
        Settings settings = session.storages().settings(named);
        return settings.set().stream().map(SessionShow::said).toList();
    }

    /** Secrets are shown as stars, whatever is asked for. */
    private static SessionReport.Said said(Value value) {
        return new SessionReport.Said(
                value.setting().name(), value.shown(), value.origin().toString());
    }
}
