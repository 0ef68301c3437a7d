package dev.walkback.shell.command.restore;

import dev.walkback.engine.plan.Fingerprint;
import dev.walkback.engine.plan.StalePlanException;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.walk.Walk;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Retyped;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.session.StorageLabel;
import java.util.Optional;
import java.util.Set;

/** Writing into an empty directory asks for Enter at most; moving data aside for what can only be typed on purpose. */
final class RestoreConfirmation {

    private static final String CONFIRM = "--confirm";
    private static final int BREATH_MILLIS = 3000;

    private final RestorePlan plan;
    private final Invocation invocation;
    private final Session session;

    RestoreConfirmation(RestorePlan plan, Invocation invocation, Session session) {
        this.plan = plan;
        this.invocation = invocation;
        this.session = session;
    }

    /** @throws Refusal when it is not confirmed as it has to be */
    void confirm(Phase phase, boolean asking) throws InterruptedException {
        checkFingerprint();
        if (phase == Phase.DIRECTORY && replacesData()) {
            severe();
        } else if (asking) {
            mild(phase);
        }
    }

    private void checkFingerprint() {
        Optional<Fingerprint> confirmed = invocation.value(CONFIRM).map(Fingerprint::new);
        if (confirmed.isPresent() && !confirmed.get().equals(plan.fingerprint())) {
            throw new StalePlanException(confirmed.get(), plan.fingerprint());
        }
    }

    /** Whether something is there that has to go aside, and has not gone yet. */
    private boolean replacesData() {
        Walk walk = Walk.of(
                plan.steps().steps(),
                RestoreSoFar.entries(new RestoreFolder(plan.layout().data()), plan.fingerprint()),
                Walk.Server.NEVER_STARTED);
        return plan.layout().movesAside()
                && !walk.begun()
                && !DataDirectory.look(plan.layout().data()).content().isFree();
    }

    private void mild(Phase phase) {
        Optional<String> answer = session.sitting().person().ask("Enter does it, n leaves it: ");
        boolean nobody = answer.isEmpty() && !session.sitting().isAttended();
        if (!nobody && !answer.map(String::strip).filter(String::isEmpty).isPresent()) {
            throw new Refusal(
                    ErrorCode.NOT_CONFIRMED,
                    "step " + phase.number() + " was not done",
                    "you left it; nothing has changed",
                    Suggestion.command("restore step", "the same step again"));
        }
    }

    private void severe() throws InterruptedException {
        String name = StorageLabel.ofCluster(plan.storage());
        String data = ShellWord.quoted(plan.layout().data().toString());
        if (invocation.has(CONFIRM) && invocation.has("--cluster")) {
            return;
        }
        String typed = session.sitting()
                .person()
                .ask("This moves " + data
                        + " aside, with all that is in it, and restores in its place. Nothing is deleted.\n"
                        + "Type the cluster's name, " + ShellWord.quoted(name) + ", or Enter to leave: ")
                .map(String::strip)
                .orElse("");
        if (!typed.equals(name)) {
            throw new Refusal(
                    ErrorCode.NOT_CONFIRMED,
                    data + " has data in it and was not touched",
                    "moving it aside has to be confirmed: by the cluster's name, or in a script by the plan's fingerprint and the "
                            + "cluster",
                    Suggestion.command(
                            Retyped.line(
                                    invocation,
                                    Set.of(CONFIRM, "--cluster"),
                                    CONFIRM + "=" + plan.fingerprint(),
                                    "--cluster=" + (plan.system() == null ? "unknown" : plan.system())),
                            "move it aside and restore"));
        }
        session.reporter().say("beginning in 3 s; Ctrl-C stops it");
        Thread.sleep(BREATH_MILLIS);
    }
}
