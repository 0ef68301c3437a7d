package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.verify.BackupVerification;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.engine.verify.BackupVerifier;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.archive.BackupVerified;
import dev.walkback.shell.report.archive.View;

/** {@code backup verify}. */
final class BackupVerify {

    private BackupVerify() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        BackupName name = new BackupChoice(view).of(invocation.argument(0)).name();
        Depth depth =
                invocation.has("--deep") ? Depth.CONTENT : invocation.has("--stored") ? Depth.STORED : Depth.OBJECTS;
        BackupVerification verification;
        try (ReadProgress progress = new ReadProgress(session, "verify " + view.brief(name))) {
            verification = new BackupVerifier(Contents.source(invocation, session, progress), view.cluster(), depth)
                    .verify(name);
        }
        BackupVerified report = new BackupVerified(view, verification);
        return Views.shown(report, view.archive(), report.hasProblems(), session);
    }
}
