package dev.walkback.shell.command;

import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.PlanRunner;
import dev.walkback.engine.plan.SavedPlan;
import dev.walkback.engine.plan.StalePlanException;
import dev.walkback.engine.plan.objects.DeleteObject;
import dev.walkback.engine.plan.objects.Removal;
import dev.walkback.engine.plan.objects.RemovalExecutor;
import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.PlanReport;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.storage.MutableStorage;
import java.io.IOException;
import java.util.Set;

/** {@code storage rm}: plans and prints; does it when called again with the plan's fingerprint. */
final class StorageRm {

    private static final String CONFIRM = "--confirm";

    private StorageRm() {}

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        checkAsked(invocation);
        MutableStorage storage =
                session.storages().openToChange(invocation.value("--storage").orElse(""));
        Plan<DeleteObject> plan = Removal.plan(
                storage, invocation.arguments(), invocation.value("--prefix").orElse(null));
        SavedPlan saved = new SavedPlan(
                session.state().resolve("plans"), session.console().clock());
        if (invocation.has(CONFIRM)) {
            Fingerprint confirmed = new Fingerprint(invocation.value(CONFIRM).orElse(""));
            return done(invocation, session, storage, plan, confirmed, saved);
        }
        save(saved, plan, session);
        session.sitting().planned(plan.isEmpty() ? "" : plan.fingerprint().text());
        String confirm =
                Retyped.line(invocation, Set.of(CONFIRM, "--json", "--plain"), CONFIRM + "=" + plan.fingerprint());
        session.reporter().show(new PlanReport(storage.location().text(), plan, confirm));
        return Exit.DONE;
    }

    private static void checkAsked(Invocation invocation) {
        if (invocation.arguments().isEmpty() && !invocation.has("--prefix")) {
            throw new UsageError(
                    ErrorCode.MISSING_VALUE,
                    "storage rm needs a KEY or --prefix",
                    "it deletes what it is told to and nothing else",
                    Suggestion.command("help storage rm", "how it is written"));
        }
        if (invocation.value("--prefix").filter(String::isEmpty).isPresent()) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    "--prefix cannot be empty here",
                    "every key begins like that: it would delete all there is",
                    Suggestion.command("help storage rm", "how it is written"));
        }
    }

    /** A plan that cannot be kept can still be confirmed; only what changed in between could not be told. */
    private static void save(SavedPlan saved, Plan<?> plan, Session session) {
        try {
            saved.save(plan);
        } catch (IOException e) {
            session.reporter().note("the plan could not be kept in " + session.state() + ": " + e.getMessage());
        }
    }

    private static Exit done(
            Invocation invocation,
            Session session,
            MutableStorage storage,
            Plan<DeleteObject> plan,
            Fingerprint confirmed,
            SavedPlan saved)
            throws InterruptedException {
        try {
            Journaled<DeleteObject> journaled = new Journaled<>(session, "storage-rm");
            PlanRunner.Result<DeleteObject> result = journaled.run(plan, confirmed, new RemovalExecutor(storage));
            session.sitting().planDone();
            session.changed(invocation.value("--storage").orElse(""));
            return journaled.report(storage.location().text(), plan, result);
        } catch (StalePlanException stale) {
            throw Stale.refusal(stale, saved, plan, Retyped.line(invocation, Set.of(CONFIRM)));
        }
    }
}
