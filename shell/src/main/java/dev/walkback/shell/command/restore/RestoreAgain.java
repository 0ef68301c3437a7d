package dev.walkback.shell.command.restore;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.plan.Difference;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.RestoreBasis;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestorePlanner;
import dev.walkback.engine.restore.basis.BasisReader;
import dev.walkback.engine.restore.choice.BackupChooser;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.NoWay;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.restore.host.Host;
import dev.walkback.engine.restore.host.HostReader;
import dev.walkback.engine.restore.rates.MeasuredRates;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.server.Installations;
import dev.walkback.engine.server.Liveness;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.Clusters;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a plan that was kept again, out of the archive as it is now, and sees whether it is still the same. */
final class RestoreAgain {

    private static final int AT_ONCE = 4;

    private final SavedRestore saved;
    private final Session session;
    private final Invocation invocation;

    /** @param invocation of whatever command; the storage that the plan names counts where it names none itself */
    RestoreAgain(SavedRestore saved, Invocation invocation, Session session) {
        this.saved = saved;
        this.session = session;
        this.invocation = isOpen(saved, session) ? invocation : invocation.onStorage(saved.storage());
    }

    private static boolean isOpen(SavedRestore saved, Session session) {
        Archive known = session.sitting().standing().archive();
        return known != null && known.location().equals(saved.location());
    }

    /** A plan, the cluster it is of, and where its objects are read from. */
    record Made(RestorePlan plan, Cluster cluster, Invocation invocation) {}

    Made made() throws InterruptedException {
        Archive archive = session.archive(invocation);
        Cluster cluster = cluster(archive);
        Decision decision = decision(cluster);
        ContentSource source = new ContentSource(
                session.storages().open(name()), session.storages().layers(name()), AT_ONCE, event -> {});
        RestoreBasis basis =
                new BasisReader(source, cluster).read(decision.backup().backup());
        RestorePlan plan = new RestorePlanner(archive, cluster, rates())
                .plan(saved.request(), decision, basis, host(RestorePlanner.layout(saved.request(), decision, basis)));
        if (!basis.refusals().isEmpty()) {
            throw RefusedException.before(decision.backup().name(), basis.refusals());
        }
        saved.difference(plan).ifPresent(this::stale);
        return new Made(plan, cluster, invocation);
    }

    private Rates rates() {
        return new MeasuredRates(RestorePlanned.ratesFile(session)).rates();
    }

    private String name() {
        return invocation.value("--storage").orElse("");
    }

    private Cluster cluster(Archive archive) {
        if (saved.system() == null) {
            return Clusters.of(archive, invocation, session.sitting().standing().chosen());
        }
        return archive.cluster(saved.system())
                .orElseThrow(() -> new NotFound(
                        ErrorCode.CLUSTER_UNKNOWN,
                        "the cluster of this plan is not in " + archive.location(),
                        "its system identifier is " + saved.system() + ", and the plan was made from "
                                + saved.location(),
                        List.of(Suggestion.command("cluster list", "what is there"))));
    }

    private Decision decision(Cluster cluster) {
        BackupChooser chooser = new BackupChooser(cluster, RecoveryWindows.of(cluster), rates());
        return switch (chooser.again(saved.request().aim(), saved.pins())) {
            case Decision decision -> besideOthers(decision, chooser);
            case NoWay _ ->
                throw new Refusal(
                        ErrorCode.PLAN_STALE,
                        "the archive can no longer do what plan " + saved.fingerprint() + " rests on",
                        "backup " + saved.pins().backup() + ", or WAL on its route, is gone or damaged",
                        Suggestion.command("restore plan", "what can be done now"));
        };
    }

    /** What is pinned knows no others; to say why it was taken they are looked at as they are now. */
    private Decision besideOthers(Decision pinned, BackupChooser chooser) {
        return chooser.choose(saved.request().aim()) instanceof Decision now
                        && now.backup().name().equals(pinned.backup().name())
                ? pinned.among(now.others())
                : pinned;
    }

    /** What is at the target now is the restore's own; whether something had to go aside was seen when it was planned. */
    private static Host ofItsOwn(boolean aside, Path data, Host here) {
        DataDirectory old = new DataDirectory(
                data, DataDirectory.Content.OTHER, null, new Document.Absent<>(), null, Liveness.NONE, Set.of());
        return new Host(aside ? Map.of(data, old) : Map.of(), here.volumes(), null, List.of(), null, "");
    }

    private Host host(Layout layout) throws InterruptedException {
        boolean aside = saved.steps().stream().anyMatch(step -> step.action().equals("move-aside"));
        Host here = new HostReader(new Installations(List.of()), "").look(layout.directories(), null, List.of());
        return ofItsOwn(aside, layout.data(), here);
    }

    private void stale(Difference difference) {
        int changed = difference.changed().size()
                + difference.gone().size()
                + difference.added().size();
        String first = difference.changed().isEmpty()
                ? difference.gone().isEmpty()
                        ? difference.added().isEmpty()
                                ? ""
                                : ", " + difference.added().getFirst() + " is new"
                        : ", " + difference.gone().getFirst() + " is gone"
                : ", " + difference.changed().getFirst() + " is another";
        throw new Refusal(
                ErrorCode.PLAN_STALE,
                "what plan " + saved.fingerprint() + " rests on has changed",
                Text.count(changed, "object") + " of it" + first + "; nothing of it is mixed with what was fetched",
                Suggestion.command("restore plan", "a new one"));
    }
}
