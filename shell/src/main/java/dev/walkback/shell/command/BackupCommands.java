package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.BackupList;
import dev.walkback.shell.report.archive.BackupReport;
import dev.walkback.shell.report.archive.View;

/** {@code backup list} and {@code backup show}. */
final class BackupCommands {

    private BackupCommands() {}

    static Exit list(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        return Views.shown(new BackupList(view), view.archive(), false, session);
    }

    static Exit show(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        BackupReport report = new BackupReport(view, new BackupChoice(view).of(invocation.argument(0)));
        return Views.shown(report, view.archive(), report.hasProblems(), session);
    }
}
