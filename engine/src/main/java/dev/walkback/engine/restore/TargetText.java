package dev.walkback.engine.restore;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.wal.Lsn;
import java.time.Instant;

/** A target in one line that says all of it, for purposes and saved plans. */
public final class TargetText {

    private TargetText() {}

    public static String of(RecoveryTarget target) {
        return switch (target) {
            case RecoveryTarget.Latest latest -> "latest";
            case RecoveryTarget.Immediate immediate -> "immediate";
            case RecoveryTarget.Time(Instant at, boolean inclusive) -> "time " + at + including(inclusive);
            case RecoveryTarget.Xid(long xid, boolean inclusive) -> "xid " + xid + including(inclusive);
            case RecoveryTarget.Position(Lsn lsn, boolean inclusive) -> "lsn " + lsn + including(inclusive);
            case RecoveryTarget.Named(String name) -> "name " + name;
        };
    }

    private static String including(boolean inclusive) {
        return inclusive ? " inclusive" : " exclusive";
    }
}
