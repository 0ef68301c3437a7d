package dev.walkback.engine.restore.walk;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.RecoveryOrder;
import dev.walkback.engine.restore.settings.SettingsDraft;
import dev.walkback.engine.restore.settings.SettingsPlanner;
import dev.walkback.engine.restore.stage.WalStage;
import java.util.Objects;

/** What the server of a plan is told. */
public final class ServerOrder {

    private static final String FOLLOWING = "latest";
    private static final int NEWEST = 180_000;

    private ServerOrder() {}

    /** The settings as they would be written now; before a backup is fetched nothing of the source's configuration is known. */
    public static SettingsDraft draft(RestorePlan plan, String streaming) {
        return SettingsPlanner.draft(
                order(plan, streaming), Configuration.look(plan.layout().data()));
    }

    /** @param streaming the restore_command of a server whose WAL is brought while it replays; not used for another */
    static RecoveryOrder order(RestorePlan plan, String streaming) {
        PgVersion version = Objects.requireNonNullElse(plan.version(), PgVersion.ofMajor(NEWEST));
        String command =
                plan.isStreamed() ? streaming : new WalStage(plan.request().stage()).restoreCommand();
        boolean follows =
                plan.request().server().standby() && plan.request().server().primary() != null;
        return new RecoveryOrder(
                plan.fingerprint().text(),
                version,
                plan.target(),
                follows ? FOLLOWING : plan.decision().timelineSetting(),
                plan.request().server(),
                command,
                plan.basis().control().optional().map(PgControl::settings).orElse(null));
    }
}
