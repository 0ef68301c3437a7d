package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.wal.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a target is on a line.
 *
 * @param lsn that replay has to get past; null where nobody knows
 */
record Place(RecoveryTarget target, @Nullable Lsn lsn, Certainty certainty) {

    /** Whether a backup that ends then is at an end before the target. */
    boolean isAfter(Backup backup, Lsn finish) {
        return switch (target) {
            case RecoveryTarget.Time time -> !finished(backup).isAfter(time.at());
            case RecoveryTarget.Position position -> !position.lsn().isBefore(finish);
            case RecoveryTarget.Latest latest -> true;
            case RecoveryTarget.Immediate immediate -> true;
            case RecoveryTarget.Xid xid -> true;
            case RecoveryTarget.Named named -> true;
        };
    }

    /** As it says itself, else when its sentinel was stored. */
    static Instant finished(Backup backup) {
        return backup.finishTime().orElse(backup.stored());
    }
}
