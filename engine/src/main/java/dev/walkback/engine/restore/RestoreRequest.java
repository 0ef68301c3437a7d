package dev.walkback.engine.restore;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.wal.Timeline;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for. Together with a look at the archive and at the host it gives a plan.
 *
 * @param timeline that the target lies on; null for the one that leads to the newest
 * @param backup to start from; null for the one with the least work
 * @param without backups that are not to be used, nor those that stand on them
 * @param delivery how WAL gets to the server
 * @param stage where WAL is staged
 * @param onlyDatabases by name; empty for all
 */
public record RestoreRequest(
        RecoveryTarget target,
        @Nullable Timeline timeline,
        @Nullable BackupName backup,
        List<BackupName> without,
        Destination destination,
        ServerWishes server,
        WalDelivery delivery,
        Path stage,
        List<String> onlyDatabases) {

    /** How WAL gets to the server. */
    public enum WalDelivery {
        /** All of it is put beside the data directory before the server starts. */
        STAGED,
        /** A prefetcher brings it while the server replays. */
        STREAMED
    }

    public RestoreRequest {
        without = List.copyOf(without);
        onlyDatabases = List.copyOf(onlyDatabases);
    }

    /** Where to go back to, without where it is put. */
    public Aim aim() {
        return new Aim(target, timeline, backup, without);
    }
}
