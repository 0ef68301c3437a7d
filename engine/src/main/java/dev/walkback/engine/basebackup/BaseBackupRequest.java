package dev.walkback.engine.basebackup;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param folders of one backup, or of a chain of incremental ones, in any order
 * @param unproved whether a backup without a manifest will do
 * @param combiner PostgreSQL's own program that puts a chain together; null for ours
 * @param archive of plain WAL files that replay goes on from; null where there is none
 * @param restoreCommand that brings WAL from elsewhere, such as an archive of WAL-G's; null where there is none
 * @param timeline that the target lies on; null for the newest that the archive leads to
 */
public record BaseBackupRequest(
        List<Path> folders,
        Destination destination,
        boolean unproved,
        @Nullable Path combiner,
        @Nullable WalArchive archive,
        @Nullable String restoreCommand,
        RecoveryTarget target,
        @Nullable Timeline timeline,
        ServerWishes server) {

    public BaseBackupRequest {
        folders = List.copyOf(folders);
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("there is no backup without a folder");
        }
        if (archive != null && restoreCommand != null) {
            throw new IllegalArgumentException("WAL comes from one place");
        }
    }
}
