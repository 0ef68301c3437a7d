package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.CheckReport;
import dev.walkback.shell.report.Problem;
import dev.walkback.shell.report.Wording;
import java.util.Iterator;
import java.util.Optional;

/** {@code storage check}. */
final class StorageCheck {

    private StorageCheck() {}

    static Exit run(Invocation invocation, Session session) {
        String name = invocation.value("--storage").orElse("");
        Target target = session.storages().target(name);
        CheckRun run = new CheckRun(target, name, invocation.has("--write"), session);
        Iterator<CheckReport.Step> steps = run.steps();
        session.reporter().show(new CheckReport(target.name(), steps));
        Optional<RuntimeException> failure = run.failure();
        if (failure.isEmpty()) {
            return Exit.DONE;
        }
        Problem problem =
                new Wording(Retyped.storage(invocation)).of(failure.get()).orElseThrow(failure::get);
        session.reporter().error(problem.withoutTry("storage check"));
        return problem.code().exit();
    }
}
