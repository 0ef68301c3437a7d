package dev.walkback.shell.command.restore;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.directory.Owner;
import dev.walkback.engine.restore.saved.RestorePlanFile;
import dev.walkback.engine.restore.saved.SavedRestore;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.settings.SettingsWriter;
import dev.walkback.engine.restore.settings.WrittenSettings;
import dev.walkback.engine.restore.stage.StageContents;
import dev.walkback.engine.restore.stage.WalStage;
import dev.walkback.engine.restore.stage.WalStager;
import dev.walkback.engine.restore.walk.RestoreRun;
import dev.walkback.engine.restore.walk.ServerOrder;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.Exit;
import dev.walkback.shell.Refusal;
import dev.walkback.shell.command.ReadProgress;
import dev.walkback.shell.command.Session;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.server.ForwardReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** {@code restore forward}: the moment was too early; the same directory goes on to a later one. */
public final class RestoreForward {

    private static final int AT_ONCE = 4;

    private final Invocation invocation;
    private final Session session;
    private final WatchedDirectory place;
    private final DataDirectory directory;

    private RestoreForward(Invocation invocation, Session session) {
        this.invocation = invocation;
        this.session = session;
        this.place = WatchedDirectory.of(invocation, session);
        this.directory = place.look();
    }

    public static Exit run(Invocation invocation, Session session) throws InterruptedException {
        return new RestoreForward(invocation, session).forward();
    }

    private Exit forward() throws InterruptedException {
        checkPlace();
        SavedRestore saved = saved();
        Invocation there = invocation.onStorage(saved.storage());
        RestorePlanned planning = new RestorePlanned(there, session);
        RecoveryTarget target = new RestoreAsked(there, planning.view(), session).target();
        RestoreRequest request = request(saved, target);
        Decision decision = planning.decided(planning.choice(request.aim()));
        checkLater(decision);
        RestorePlan plan = planning.plan(request, decision, planning.basis(decision));
        Clock clock = session.console().clock();
        try (RestoreRun run = RestoreRun.onward(plan, clock)) {
            run.allOf(Phase.WAL, steps -> {
                if (!plan.isStreamed()) {
                    stage(plan, planning, there);
                }
                return steps.stream().map(step -> Facts.NONE).toList();
            });
            SettingsDraft draft = ServerOrder.draft(plan, written());
            writer(plan).write(draft);
            RestorePlanFile.write(directory.restore().plan(), SavedRestore.of(plan, saved.storage(), clock.instant()));
            run.complete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        session.reporter()
                .show(new ForwardReport(
                        place.typed(), directory.path(), target, plan.route().to()));
        return Exit.DONE;
    }

    private void checkPlace() {
        if (directory.isLive()) {
            throw new Refusal(
                    ErrorCode.SERVER_RUNS,
                    "a server runs on " + place.typed(),
                    "targets are read when a server starts: stop it first; it goes on from where it is",
                    Suggestion.shell("pg_ctl -D " + place.typed() + " -m fast stop", "as the user who owns it"));
        }
        if (!directory.recoversFromArchive()) {
            throw new Refusal(
                    ErrorCode.NOT_IN_RECOVERY,
                    "the recovery of " + place.typed() + " is over",
                    "it was promoted, and nothing more can be replayed into it",
                    Suggestion.command("restore plan --time T --into DIR", "fetch again"));
        }
    }

    private SavedRestore saved() {
        Path plan = directory.restore().plan();
        if (!Files.isRegularFile(plan)) {
            throw new Refusal(
                    ErrorCode.NOT_OURS,
                    place.typed() + " was not restored by walkback",
                    "only what it wrote itself is written anew by it",
                    Suggestion.shell(
                            "grep -n recovery_target " + place.typed() + "/postgresql*.conf", "what to change"));
        }
        try {
            return RestorePlanFile.read(plan);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same backup and the same line: pages are there, and cannot be taken from another. */
    private static RestoreRequest request(SavedRestore saved, RecoveryTarget target) {
        RestoreRequest old = saved.request();
        Destination to = old.destination();
        // what stood in the way is aside; what is there now is what goes on
        Destination here = new Destination(to.data(), to.tablespaces(), to.wal(), to.owner(), false);
        return new RestoreRequest(
                target,
                saved.pins().timeline(),
                saved.pins().backup(),
                old.without(),
                here,
                old.server(),
                old.delivery(),
                old.stage(),
                old.onlyDatabases());
    }

    /** What was replayed stays replayed. */
    private void checkLater(Decision decision) {
        PgControl control = directory.control().optional().orElse(null);
        Lsn target = decision.target() instanceof RecoveryTarget.Position position ? position.lsn() : decision.place();
        if (control == null || target == null || directory.has(DataDirectory.Mark.BACKUP_LABEL)) {
            return;
        }
        Lsn replayed = control.minRecovery();
        if (target.isBefore(replayed)) {
            throw new Refusal(
                    ErrorCode.TARGET_PASSED,
                    "that moment lies behind " + place.typed(),
                    "it has replayed up to " + replayed + " at least, the moment is at " + target
                            + ", and replay cannot run backwards",
                    Suggestion.command(
                            "restore plan --lsn " + target + " --into DIR", "fetch again, into another directory"));
        }
    }

    private void stage(RestorePlan plan, RestorePlanned planning, Invocation there)
            throws IOException, InterruptedException {
        String storage = there.value("--storage").orElse("");
        try (ReadProgress progress = new ReadProgress(session, "stage WAL")) {
            ContentSource source = new ContentSource(
                    session.storages().open(storage), session.storages().layers(storage), AT_ONCE, progress);
            new WalStager(
                            source,
                            new WalStage(plan.request().stage()),
                            plan.layout().owner())
                    .stage(StageContents.of(
                            planning.view().cluster(),
                            plan.route(),
                            !plan.request().server().standby()));
        }
    }

    /** The command of a streamed restore stays as it is. */
    private String written() {
        return WrittenSettings.look(directory.path())
                .flatMap(settings -> settings.value("restore_command"))
                .orElse("");
    }

    private SettingsWriter writer(RestorePlan plan) throws IOException {
        String owner = plan.layout().owner();
        return new SettingsWriter(
                directory.path(),
                owner == null ? null : Owner.named(owner, directory.path().getFileSystem()));
    }
}
