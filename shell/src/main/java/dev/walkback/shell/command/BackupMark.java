package dev.walkback.shell.command;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.mark.MarkBackup;
import dev.walkback.engine.mark.MarkExecutor;
import dev.walkback.engine.mark.Marking;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.PlanRunner;
import dev.walkback.engine.plan.SavedPlan;
import dev.walkback.engine.plan.StalePlanException;
import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.PlanReport;
import dev.walkback.shell.report.archive.View;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import java.io.IOException;
import java.util.Set;

/** {@code backup mark}, which protects and is done at once, and {@code backup unmark}, which is confirmed first. */
final class BackupMark {

    private static final String CONFIRM = "--confirm";

    private final Invocation invocation;
    private final Session session;
    private final ContentSink sink;

    private BackupMark(Invocation invocation, Session session) {
        this.invocation = invocation;
        this.session = session;
        this.sink = new ContentSink(
                session.storages().openToChange(storage()),
                Layers.unencrypted(),
                Codecs.named("none").orElseThrow());
    }

    static Exit mark(Invocation invocation, Session session) throws InterruptedException {
        BackupName name = name(invocation, session);
        BackupMark mark = new BackupMark(invocation, session);
        Plan<MarkBackup> plan = new Marking(mark.sink.storage()).permanent(name);
        if (plan.isEmpty()) {
            session.reporter().note(name + " is permanent already, and all that it stands on");
        }
        return mark.done(plan, plan.fingerprint(), "backup-mark");
    }

    static Exit unmark(Invocation invocation, Session session) throws InterruptedException {
        BackupName name = name(invocation, session);
        BackupMark mark = new BackupMark(invocation, session);
        Plan<MarkBackup> plan = new Marking(mark.sink.storage()).impermanent(name);
        if (plan.isEmpty()) {
            session.reporter().note(name + " is not permanent");
        }
        return invocation.has(CONFIRM) ? mark.confirmed(plan) : mark.planned(plan);
    }

    private static BackupName name(Invocation invocation, Session session) throws InterruptedException {
        View view = Views.of(invocation, session);
        return new BackupChoice(view).of(invocation.argument(0)).name();
    }

    private String storage() {
        return invocation.value("--storage").orElse("");
    }

    private Exit planned(Plan<MarkBackup> plan) {
        try {
            saved().save(plan);
        } catch (IOException e) {
            session.reporter().note("the plan could not be kept in " + session.state() + ": " + e.getMessage());
        }
        session.sitting().planned(plan.isEmpty() ? "" : plan.fingerprint().text());
        String confirm =
                Retyped.line(invocation, Set.of(CONFIRM, "--json", "--plain"), CONFIRM + "=" + plan.fingerprint());
        session.reporter().show(new PlanReport(sink.storage().location().text(), plan, confirm));
        return Exit.DONE;
    }

    private Exit confirmed(Plan<MarkBackup> plan) throws InterruptedException {
        try {
            Exit exit = done(plan, new Fingerprint(invocation.value(CONFIRM).orElse("")), "backup-unmark");
            session.sitting().planDone();
            return exit;
        } catch (StalePlanException stale) {
            throw Stale.refusal(stale, saved(), plan, Retyped.line(invocation, Set.of(CONFIRM)));
        }
    }

    private Exit done(Plan<MarkBackup> plan, Fingerprint confirmed, String run) throws InterruptedException {
        Journaled<MarkBackup> journaled = new Journaled<>(session, run);
        PlanRunner.Result<MarkBackup> result = journaled.run(plan, confirmed, new MarkExecutor(sink));
        session.changed(storage());
        return journaled.report(sink.storage().location().text(), plan, result);
    }

    private SavedPlan saved() {
        return new SavedPlan(session.state().resolve("plans"), session.console().clock());
    }
}
