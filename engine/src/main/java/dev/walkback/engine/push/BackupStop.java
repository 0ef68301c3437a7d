package dev.walkback.engine.push;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;

/**
 * A backup that ended: only together with these two documents it can be restored.
 *
 * @param timeline at the end; another than at the start means that a standby was promoted meanwhile, and the backup is worthless
 * @param label byte for byte what {@code backup_label} is to hold
 * @param tablespaces byte for byte what {@code tablespace_map} is to hold; empty where there are none
 */
public record BackupStop(Lsn lsn, Timeline timeline, String label, String tablespaces) {}
