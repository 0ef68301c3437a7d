package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.plan.Plan;
import dev.walkback.engine.plan.PlanRunner;
import dev.walkback.engine.plan.Step;
import dev.walkback.shell.Exit;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.SessionReport;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import dev.walkback.shell.session.Arming;
import dev.walkback.shell.session.Sitting;
import dev.walkback.shell.session.Standing;
import dev.walkback.shell.session.StatusText;
import dev.walkback.shell.session.StorageLabel;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import java.util.List;

/** {@code session arm}: whoever types the cluster's name knows where the next commands go. */
final class SessionArm {

    private static final String CONFIRM = "--confirm";

    private SessionArm() {}

    /** What the journal says was done. */
    private record Arm(String object, String cluster) implements Step {
        @Override
        public String action() {
            return "arm";
        }

        @Override
        public Facts before() {
            return Facts.NONE.with("cluster", cluster);
        }

        @Override
        public String sentence() {
            return "allow changes to " + object + " for " + Arming.LASTS.toMinutes() + " minutes";
        }
    }

    static Exit run(Invocation invocation, Session session) throws InterruptedException {
        Sitting sitting = session.sitting();
        checkChosen(sitting.standing());
        MutableStorage storage = session.storages().openToProbe("");
        String name = StorageLabel.ofCluster(storage.location());
        String typed = invocation.value(CONFIRM).orElseGet(() -> asked(session, storage.location(), name));
        if (!typed.equals(name)) {
            throw notTheName(typed, name);
        }
        Plan<Arm> plan = Plan.of(
                "arm a session for " + storage.location(),
                List.of(new Arm(storage.location().text(), name)),
                List.of());
        Journaled<Arm> journaled = new Journaled<>(session, "session-arm");
        PlanRunner.Result<Arm> result = journaled.run(plan, plan.fingerprint(), steps -> {
            WriteProbe probe = new WriteProbe();
            probe.store(storage);
            probe.delete(storage);
            sitting.arm(name);
            return List.of(new Outcome.Done(Facts.NONE.with("until", until(sitting))));
        });
        assert result.done() == 1;
        session.reporter()
                .show(SessionReport.of(
                        session.sitting(),
                        "armed for " + name + " until " + until(sitting) + " (" + Arming.LASTS.toMinutes()
                                + " min); session disarm ends it"));
        return Exit.DONE;
    }

    private static String until(Sitting sitting) {
        Arming arming = sitting.standing().arming();
        return arming == null ? "" : Text.time(arming.until());
    }

    private static void checkChosen(Standing standing) {
        Archive archive = standing.archive();
        if (archive != null
                && archive.clusters().size() > 1
                && StatusText.cluster(standing, archive).isEmpty()) {
            throw new NotFound(
                    ErrorCode.CLUSTER_NOT_CHOSEN,
                    "this storage holds " + archive.clusters().size() + " clusters, and none was chosen",
                    "an armed session is for one of them",
                    List.of(Suggestion.command("cluster list", "what each of them holds")));
        }
    }

    private static String asked(Session session, Location location, String name) {
        return session.sitting()
                .person()
                .ask("This allows changes to " + location + ".\nType the cluster's name, " + ShellWord.quoted(name)
                        + ", or Enter to leave: ")
                .map(String::strip)
                .orElse("");
    }

    private static Refusal notTheName(String typed, String name) {
        return new Refusal(
                ErrorCode.NOT_CONFIRMED,
                "the session stays read-only",
                typed.isEmpty()
                        ? "no name was typed"
                        : ShellWord.quoted(typed) + " is not the cluster's name, which is " + ShellWord.quoted(name),
                Suggestion.command("session arm", "asks again"));
    }
}
