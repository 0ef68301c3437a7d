package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;

/**
 * A backup that began.
 *
 * @param name that of a full backup that starts here
 */
public record BackupStart(Lsn lsn, Timeline timeline, BackupName name) {}
