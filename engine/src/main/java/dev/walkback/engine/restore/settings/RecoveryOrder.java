package dev.walkback.engine.restore.settings;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.ServerWishes;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to be told about its recovery.
 *
 * @param plan the fingerprint of the plan that it belongs to
 * @param version of the server that will start on the directory
 * @param timeline that the target lies on, as PostgreSQL takes it: a number; {@code current} for the backup's own, where no history tells of it;
 *     {@code latest} for a replica that follows its primary
 * @param restoreCommand not yet quoted for a file
 * @param required settings of the source that this one must not stay below; null where they are not known
 */
public record RecoveryOrder(
        String plan,
        PgVersion version,
        RecoveryTarget target,
        String timeline,
        ServerWishes wishes,
        String restoreCommand,
        PgControl.@Nullable Settings required) {

    static final String CURRENT = "current";
    static final String LATEST = "latest";

    private static final int SIGNALS_SINCE = 120_000;

    /** Up to 11 recovery is told in a file of its own, and whoever finds that file later refuses to start. */
    boolean hasRecoveryConf() {
        return version.number() < SIGNALS_SINCE;
    }
}
