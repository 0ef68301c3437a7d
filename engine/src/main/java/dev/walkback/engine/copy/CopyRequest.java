package dev.walkback.engine.copy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.SegmentSize;
import java.util.List;

/**
 * What is to be copied.
 *
 * @param backups each comes with what it stands on; empty for all that there are
 * @param size of the cluster's segments
 * @param history all WAL from the first of the backups on, not only what makes them consistent
 */
public record CopyRequest(List<BackupName> backups, SegmentSize size, boolean history) {

    public CopyRequest {
        backups = List.copyOf(backups);
    }
}
