package dev.walkback.shell.command.restore;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Layout;
import dev.walkback.engine.restore.RestoreBasis;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestorePlanner;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.basis.BasisReader;
import dev.walkback.engine.restore.basis.NextXids;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.restore.choice.BackupChooser;
import dev.walkback.engine.restore.choice.Choice;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.NoWay;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.restore.host.Host;
import dev.walkback.engine.restore.host.HostReader;
import dev.walkback.engine.restore.rates.MeasuredRates;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.server.Installations;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.command.Contents;
import dev.walkback.shell.command.ReadProgress;
import dev.walkback.shell.command.Retyped;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.command.Views;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.archive.View;
import dev.walkback.shell.report.restore.ChoiceReport;
import dev.walkback.shell.report.restore.NoWayWording;
import dev.walkback.shell.report.restore.PlannedReport;
import dev.walkback.shell.report.restore.RemarkWording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code restore plan}, and planning for those who carry a plan out. */
public final class RestorePlanned {

    private static final Set<String> MOMENT = Set.of(
            "--time",
            "--xid",
            "--lsn",
            "--name",
            "--immediate",
            "--latest",
            "--inclusive",
            "--exclusive",
            "--backup",
            "--timeline");

    private final Invocation invocation;
    private final Session session;
    private final View view;
    private final Rates rates;

    RestorePlanned(Invocation invocation, Session session) throws InterruptedException {
        this.invocation = invocation;
        this.session = session;
        this.view = Views.of(invocation, session);
        this.rates = new MeasuredRates(ratesFile(session)).rates();
    }

    static Path ratesFile(Session session) {
        return session.state().resolve("rates");
    }

    static Path savedFile(Session session, String fingerprint) {
        return session.state().resolve("plans").resolve("restore-" + fingerprint + ".json");
    }

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        return new RestorePlanned(invocation, session).shown();
    }

    private Exit shown() throws InterruptedException {
        RestoreAsked asked = new RestoreAsked(invocation, view, session);
        Aim aim = asked.aim();
        Optional<RestoreRequest> request = asked.request(aim);
        Decision decision = decided(choice(aim));
        RestoreBasis basis = basis(decision);
        RestorePlan plan = request.isEmpty() ? null : plan(request.get(), decision, basis);
        Path saved = plan == null || (plan.isRefused() && !invocation.has("--save")) ? null : save(plan);
        if (plan != null && !plan.isRefused()) {
            session.sitting().planned(plan.fingerprint().text());
        }
        session.reporter()
                .show(new PlannedReport(
                        view,
                        decision,
                        basis,
                        rates,
                        plan,
                        saved,
                        invocation.has("--explain-choice"),
                        retyped(Set.of())));
        return exit(basis, plan);
    }

    /**
     * For those who carry it out: decided and kept. One that was begun before, and asks for the same, is gone on with.
     *
     * @throws Refusal when something keeps it from being done
     */
    SavedRestore kept() throws InterruptedException {
        RestoreAsked asked = new RestoreAsked(invocation, view, session);
        Aim aim = asked.aim();
        RestoreRequest request = asked.request(aim)
                .orElseThrow(() -> new UsageError(
                        ErrorCode.MISSING_VALUE,
                        "restore apply needs --into, or a plan that was saved",
                        "it writes into a directory, and chooses none by itself",
                        Suggestion.command("help restore apply", "how it is written")));
        Optional<SavedRestore> begun = WhichRestore.begun(request.destination().data())
                .filter(it -> it.request().equals(request));
        if (begun.isPresent()) {
            return begun.get();
        }
        Decision decision = decided(choice(aim));
        RestoreBasis basis = basis(decision);
        RestorePlan plan = plan(request, decision, basis);
        if (plan.isRefused()) {
            throw new Refusal(
                    ErrorCode.RESTORE_REFUSED,
                    "this restore is not begun",
                    plan.refusals().isEmpty()
                            ? "backup " + decision.backup().name() + " is not whole"
                            : RemarkWording.of(plan.refusals().getFirst()),
                    Suggestion.command(
                            retyped(Set.of("--all", "--yes", "--brief", "--confirm"))
                                    .replaceFirst("^restore apply", "restore plan"),
                            "all that would be refused"));
        }
        save(plan);
        return SavedRestore.of(plan, storage(), session.console().clock().instant());
    }

    /** As it was named, or is open. */
    private String storage() {
        return invocation.value("--storage").orElse(session.sitting().standing().storage());
    }

    private static Exit exit(RestoreBasis basis, @Nullable RestorePlan plan) {
        if (!basis.refusals().isEmpty()) {
            return Exit.DAMAGED;
        }
        return plan != null && plan.isRefused() ? Exit.REFUSED : Exit.DONE;
    }

    View view() {
        return view;
    }

    Choice choice(Aim aim) {
        Map<BackupName, Long> nextXids =
                aim.target() instanceof RecoveryTarget.Xid && aim.backup() == null ? nextXids() : Map.of();
        return new BackupChooser(view.cluster(), view.windows(), rates, nextXids).choose(aim);
    }

    /** Where a transaction ended nobody has read; that it had not begun when a backup was made, the backup itself tells. */
    private Map<BackupName, Long> nextXids() {
        try (ReadProgress progress = new ReadProgress(session, "read the backups' pg_control")) {
            return NextXids.read(
                    Contents.source(invocation, session, progress),
                    view.cluster().backups());
        }
    }

    /** @throws NoRoute when there is no way */
    Decision decided(Choice choice) {
        return switch (choice) {
            case Decision decision -> decision;
            case NoWay noWay -> {
                if (invocation.has("--explain-choice")) {
                    session.reporter().show(new ChoiceReport(view, noWay));
                }
                throw new NoRoute(new NoWayWording(noWay, view, this::retypedWith).problem());
            }
        };
    }

    private String retypedWith(String options) {
        return retyped(MOMENT)
                .replaceFirst("^restore plan", java.util.regex.Matcher.quoteReplacement("restore plan " + options));
    }

    private String retyped(Set<String> without) {
        return Retyped.line(invocation, without);
    }

    RestoreBasis basis(Decision decision) {
        try (ReadProgress progress = new ReadProgress(session, "read the backup's documents")) {
            return new BasisReader(Contents.source(invocation, session, progress), view.cluster())
                    .read(decision.backup().backup());
        }
    }

    RestorePlan plan(RestoreRequest request, Decision decision, RestoreBasis basis) throws InterruptedException {
        Layout layout = RestorePlanner.layout(request, decision, basis);
        return new RestorePlanner(view.archive(), view.cluster(), rates)
                .plan(request, decision, basis, host(layout, decision, basis));
    }

    private Host host(Layout layout, Decision decision, RestoreBasis basis) throws InterruptedException {
        Cluster cluster = view.cluster();
        PgVersion version = decision.backup().backup().pgVersion().orElse(cluster.pgVersion());
        Installations installations =
                Installations.on(Path.of("/"), session.console().variable("PATH"));
        List<String> libraries = basis.configuration().preloaded();
        return new HostReader(installations, hostName())
                .look(
                        layout.directories(),
                        version == null ? null : version.major(),
                        libraries == null ? List.of() : libraries);
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            return "";
        }
    }

    private Path save(RestorePlan plan) {
        Path file = savedFile(session, plan.fingerprint().text());
        try {
            Files.createDirectories(file.resolveSibling(""));
            RestorePlanFile.write(
                    file,
                    SavedRestore.of(plan, storage(), session.console().clock().instant()));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
