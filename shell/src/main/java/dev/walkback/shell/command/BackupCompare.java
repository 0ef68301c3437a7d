package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.verify.BackupComparison;
import dev.walkback.engine.verify.BackupDifference;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.BackupCompared;
import dev.walkback.shell.report.archive.View;

/** {@code backup compare}. */
final class BackupCompare {

    private BackupCompare() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        BackupChoice choice = new BackupChoice(view);
        BackupName a = choice.of(invocation.argument(0)).name();
        BackupName b = choice.of(invocation.argument(1)).name();
        Depth depth = invocation.has("--deep") ? Depth.CONTENT : Depth.OBJECTS;
        BackupDifference difference;
        try (ReadProgress progress = new ReadProgress(session, "compare")) {
            difference = new BackupComparison(Contents.source(invocation, session, progress), view.archive())
                    .compare(a, b, depth);
        }
        BackupCompared report = new BackupCompared(view, difference);
        return Views.shown(report, view.archive(), report.hasProblems(), session);
    }
}
