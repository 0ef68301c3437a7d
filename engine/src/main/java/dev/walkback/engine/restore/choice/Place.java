package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a target is on a line.
 *
 * @param lsn that WAL must reach for it; null where nobody knows, or where that is another for each backup
 */
record Place(RecoveryTarget target, @Nullable Lsn lsn, Certainty certainty) {

    boolean isAfter(Restorable backup) {
        return isAfter(backup.backup(), backup.finish());
    }

    /** Whether the target lies at a backup's end or after it: a server refuses to stop before. */
    boolean isAfter(Backup backup, Lsn finish) {
        return switch (target) {
            case RecoveryTarget.Time time -> !finished(backup).isAfter(time.at());
            case RecoveryTarget.Position position -> !position.lsn().isBefore(finish);
            case RecoveryTarget.Latest _, RecoveryTarget.Immediate _, RecoveryTarget.Xid _, RecoveryTarget.Named _ ->
                true;
        };
    }

    /** Up to where WAL must be there for a backup. */
    Lsn end(Line line, Restorable backup) {
        if (target instanceof RecoveryTarget.Immediate) {
            return backup.finish();
        }
        Lsn at = lsn == null ? line.reach(backup) : lsn;
        return at.isBefore(backup.finish()) ? backup.finish() : at;
    }

    /** As it says itself, else when its sentinel was stored. */
    static Instant finished(Backup backup) {
        return backup.finishTime().orElse(backup.stored());
    }
}
