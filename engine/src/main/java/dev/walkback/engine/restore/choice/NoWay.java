package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No backup leads to the target.
 *
 * @param timeline that was looked along; null where there is none
 * @param nearest the backup that comes nearest; null where there is none at all
 * @param before the last moment before the target that can be reached along this timeline; null for none
 * @param after the first one after it; null for none
 * @param elsewhere other timelines along which the target can be reached
 * @param backups every one of them
 */
public record NoWay(
        Aim aim,
        @Nullable Timeline timeline,
        @Nullable Alternative nearest,
        @Nullable Nearest before,
        @Nullable Nearest after,
        List<Timeline> elsewhere,
        List<Alternative> backups)
        implements Choice {

    /** A moment that can be reached, and from which backup. */
    public record Nearest(BackupName backup, Bound moment) {}

    public NoWay {
        elsewhere = List.copyOf(elsewhere);
        backups = List.copyOf(backups);
    }

    public @Nullable WhyNot why() {
        return nearest == null ? null : nearest.why();
    }
}
