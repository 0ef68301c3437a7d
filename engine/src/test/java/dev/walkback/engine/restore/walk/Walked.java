package dev.walkback.engine.restore.walk;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreBasis;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestorePlanner;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.basis.BasisReader;
import dev.walkback.engine.restore.choice.BackupChooser;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.restore.host.HostReader;
import dev.walkback.engine.restore.partial.DatabaseChoice;
import dev.walkback.engine.server.Installations;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A restore out of a packed archive, as a command does it. */
record Walked(OpenedArchive archive, RestorePlan plan) {

    static RestoreRequest request(RecoveryTarget target, Timeline timeline, @Nullable BackupName backup, Path data) {
        Destination destination = new Destination(
                data, new TablespacePlaces.Under(data.resolveSibling("tablespaces")), null, null, false);
        return new RestoreRequest(
                target,
                timeline,
                backup,
                List.of(),
                destination,
                ServerWishes.LOOKING,
                RestoreRequest.WalDelivery.STAGED,
                destination.stage(),
                List.of());
    }

    static Walked of(OpenedArchive archive, RestoreRequest request) throws InterruptedException {
        Cluster cluster = archive.cluster();
        Decision decision = (Decision)
                new BackupChooser(cluster, RecoveryWindows.of(cluster), Rates.UNMEASURED).choose(request.aim());
        RestoreBasis basis = new BasisReader(archive.source(), cluster)
                .read(decision.backup().backup());
        RestorePlan plan = new RestorePlanner(archive.archive(), cluster, Rates.UNMEASURED)
                .plan(
                        request,
                        decision,
                        basis,
                        new HostReader(Installations.on(Path.of("/"), ""), "here")
                                .look(
                                        RestorePlanner.layout(request, decision, basis)
                                                .directories(),
                                        null,
                                        List.of()));
        return new Walked(archive, plan);
    }

    RestoreOpening opening() {
        return new RestoreOpening(
                plan, (kept, file) -> Files.writeString(file, kept.fingerprint().text()), Clock.systemUTC());
    }

    /** All that is done before a server is started. */
    void apply() throws IOException, InterruptedException {
        try (RestoreRun run = opening().open()) {
            Effects effects = new Effects(run, Clock.systemUTC());
            effects.directory();
            effects.fetch(archive.source(), DatabaseChoice.ALL, event -> {});
            effects.stage(archive.cluster(), archive.source());
            effects.settings("");
            run.complete();
        }
    }
}
