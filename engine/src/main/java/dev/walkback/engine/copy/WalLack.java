package dev.walkback.engine.copy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Segment;

/** WAL that is not in the source. */
public sealed interface WalLack {

    /** A backup is not consistent without this segment: it cannot be restored from either storage. */
    record OfBackup(BackupName backup, Segment segment) implements WalLack {}

    /** The same, of a backup that only stands below one that is wanted. */
    record OfAncestor(BackupName backup, Segment segment) implements WalLack {}

    /** Nothing tells which WAL a backup needs. */
    record Untold(BackupName backup) implements WalLack {}

    /** A hole on the way onward: up to {@code before} and from {@code after} on there is WAL. */
    record Hole(Segment before, Segment after) implements WalLack {}
}
