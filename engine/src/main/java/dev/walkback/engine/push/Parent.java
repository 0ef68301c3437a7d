package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.wal.Lsn;

/**
 * The backup that a delta is made from.
 *
 * @param full at the root of its chain, or itself
 * @param count how many deltas the chain has with the new one
 * @param start pages written from here on are in the delta
 */
public record Parent(BackupName name, BackupName full, int count, Lsn start, Lsn finish, FilesMetadata files) {}
