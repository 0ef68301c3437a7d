package dev.walkback.engine.restore;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.restore.RestoreRequest.WalDelivery;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.restore.choice.BackupChooser;
import dev.walkback.engine.restore.choice.Choice;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.Pins;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.restore.host.Host;
import java.nio.file.Path;
import java.util.List;

/** Plans restores out of archives that are drawn as text. */
public final class PlannedText {

    private final Archive archive;
    private final Cluster cluster;
    private final RecoveryWindows windows;

    private PlannedText(Archive archive) {
        this.archive = archive;
        this.cluster = archive.clusters().getFirst();
        this.windows = RecoveryWindows.of(cluster);
    }

    public static PlannedText of(String text) {
        return new PlannedText(ArchiveText.of(text).archive());
    }

    public static RestoreRequest request(RecoveryTarget target, Destination to) {
        return new RestoreRequest(
                target, null, null, List.of(), to, ServerWishes.LOOKING, WalDelivery.STAGED, to.stage(), List.of());
    }

    public static RestoreRequest latest() {
        return request(new RecoveryTarget.Latest(), Destination.of(Path.of("/srv/restore/orders")));
    }

    public Cluster cluster() {
        return cluster;
    }

    public Choice choice(Aim aim) {
        return new BackupChooser(cluster, windows, Rates.UNMEASURED).choose(aim);
    }

    public RestorePlan plan(RestoreRequest request) {
        return plan(request, (Decision) choice(request.aim()), RestoreBasis.UNREAD, Host.UNKNOWN);
    }

    public RestorePlan plan(RestoreRequest request, RestoreBasis basis, Host host) {
        return plan(request, (Decision) choice(request.aim()), basis, host);
    }

    public RestorePlan again(RestoreRequest request, Pins pins) {
        Choice again = new BackupChooser(cluster, windows, Rates.UNMEASURED).again(request.aim(), pins);
        return plan(request, (Decision) again, RestoreBasis.UNREAD, Host.UNKNOWN);
    }

    private RestorePlan plan(RestoreRequest request, Decision decision, RestoreBasis basis, Host host) {
        return new RestorePlanner(archive, cluster, Rates.UNMEASURED).plan(request, decision, basis, host);
    }
}
