package dev.walkback.shell.command;

import dev.walkback.engine.plan.Event;
import dev.walkback.engine.plan.Executor;
import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.PlanRunner;
import dev.walkback.engine.plan.Step;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.report.DoneReport;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Runs a plan with a journal in its usual place. */
final class Journaled<S extends Step> {

    private final Session session;
    private final String run;
    private @Nullable Path file;

    Journaled(Session session, String run) {
        this.session = session;
        this.run = run;
    }

    PlanRunner.Result<S> run(Plan<S> plan, Fingerprint confirmed, Executor<S> executor) throws InterruptedException {
        PlanRunner.check(plan, confirmed);
        Path folder = session.state().resolve("journal");
        try (Journal journal = Journal.open(folder, run, session.console().clock())) {
            file = journal.file();
            return new PlanRunner<S>(executor, journal, this::tell).run(plan, confirmed);
        }
    }

    private void tell(Event<S> event) {
        switch (event) {
            case Event.Started<S>(S step, int _, int _) -> session.reporter().verbose(step.sentence());
            case Event.Stopped<S> stopped -> {
                int unknown = stopped.unknown().size();
                session.reporter()
                        .note("stopped: " + stopped.notDone().size() + " steps were not begun"
                                + (unknown == 0 ? "" : ", " + unknown + " may be done or not") + "; the journal is "
                                + file);
            }
            case Event.Finished<S> _, Event.Failed<S> _ -> {}
        }
    }

    Exit report(String storage, Plan<S> plan, PlanRunner.Result<S> result) {
        session.reporter().show(new DoneReport(storage, plan, result.done(), result.failed(), String.valueOf(file)));
        if (result.failed().isEmpty()) {
            return Exit.DONE;
        }
        if (result.done() == 0 && result.failed().size() == 1) {
            throw result.failed().getFirst().why();
        }
        throw new Refusal(
                ErrorCode.PLAN_PARTLY_DONE,
                result.failed().size() + " of " + plan.steps().size() + " steps failed",
                String.valueOf(result.failed().getFirst().why().getMessage()),
                Suggestion.shell("cat " + ShellWord.quoted(String.valueOf(file)), "what was done and what was not"));
    }
}
