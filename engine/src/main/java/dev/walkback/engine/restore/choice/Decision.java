package dev.walkback.engine.restore.choice;

import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first three of nine steps: the moment, the backup, the route.
 *
 * @param timeline that is recovered to
 * @param isTold whether it has a history file, or needs none; else a server can only be told to stay on its own
 * @param backup with its chain
 * @param route that is brought, with some WAL behind the target where there is any: a server that does not see that it passed its
 *     target ends in an error
 * @param place where the target is at the latest, as far as is known; null where nobody knows
 * @param goesOn whether the route leads past the target
 * @param gapAhead what is missing where the backup's reach ends, while more WAL of this timeline lies behind it; null for nothing
 * @param histories that the server asks for, and those after the target's, so that a promotion takes a number that is free
 * @param others and why not
 */
public record Decision(
        Aim aim,
        Timeline timeline,
        boolean isTold,
        Restorable backup,
        Route route,
        @Nullable Lsn place,
        Certainty certainty,
        boolean goesOn,
        @Nullable Segment gapAhead,
        List<Timeline> histories,
        Work work,
        List<Alternative> others)
        implements Choice {

    public Decision {
        histories = List.copyOf(histories);
        others = List.copyOf(others);
    }

    public RecoveryTarget target() {
        return aim.target();
    }

    public Chain chain() {
        return backup.chain();
    }

    /** The same, beside these others. */
    public Decision among(List<Alternative> beside) {
        return new Decision(
                aim, timeline, isTold, backup, route, place, certainty, goesOn, gapAhead, histories, work, beside);
    }

    /** What {@code recovery_target_timeline} is set to: a number, so that a later promotion cannot move it. */
    public String timelineSetting() {
        return isTold ? timeline.toString() : "current";
    }
}
