package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.ArchiveReport;

/** {@code archive show}. */
final class ArchiveShow {

    private ArchiveShow() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        Archive archive = session.archive(invocation);
        Misplaced.check(archive);
        ArchiveReport report = new ArchiveReport(session.sitting().findings(archive), Retyped.storage(invocation));
        return Views.shown(report, archive, report.hasProblems(), session);
    }
}
