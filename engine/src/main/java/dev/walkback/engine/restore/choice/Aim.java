package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to go back to, whatever is done with it then.
 *
 * @param timeline that the target lies on; null for the one that leads to the newest
 * @param backup to start from; null for the one with the least work
 * @param without backups that are not to be used, nor those that stand on them
 */
public record Aim(
        RecoveryTarget target,
        @Nullable Timeline timeline,
        @Nullable BackupName backup,
        List<BackupName> without) {

    public Aim {
        without = List.copyOf(without);
    }

    public static Aim of(RecoveryTarget target) {
        return new Aim(target, null, null, List.of());
    }

    /** Whether that backup may be taken, going by its name and by what it stands on. */
    boolean allows(Restorability backup) {
        return (this.backup == null || this.backup.equals(backup.name()))
                && backup.chain().members().stream().noneMatch(member -> without.contains(member.name()));
    }

    public Aim on(Timeline other) {
        return new Aim(target, other, backup, without);
    }

    public Aim from(BackupName other) {
        return new Aim(target, timeline, other, without);
    }
}
