package dev.walkback.engine.restore.settings;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.ServerWishes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders as a plan would give them. */
final class Orders {

    static final PgControl.Settings SOURCE =
            new PgControl.Settings(PgControl.WalLevel.REPLICA, false, 300, 8, 10, 5, 64, false);

    private Orders() {}

    static RecoveryOrder to(RecoveryTarget target) {
        return of(150_018, target, ServerWishes.LOOKING, null);
    }

    static RecoveryOrder of(
            int version, RecoveryTarget target, ServerWishes wishes, PgControl.@Nullable Settings required) {
        return new RecoveryOrder(
                "7f3a-c2e1",
                new PgVersion(version),
                target,
                "2",
                wishes,
                "sh '/srv/o''clock.wal/fetch' %f \"%p\"",
                required);
    }

    static ServerWishes wishing(Map<String, String> settings) {
        return ServerWishes.LOOKING.with(settings);
    }
}
