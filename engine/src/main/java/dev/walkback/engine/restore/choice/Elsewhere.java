package dev.walkback.engine.restore.choice;

import dev.walkback.engine.recovery.Branch;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.wal.Timeline;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Other timelines that somebody may have meant. */
record Elsewhere(RecoveryWindows windows, Timeline but) {

    /** An archive may have forty thousand timelines; those that are proposed are read by a person. */
    private static final int LOOKED_AT = 16;

    private static final int PROPOSED = 3;

    /** The newest few along which a target can be reached. */
    List<Timeline> timelines(Predicate<Timeline> leads) {
        return windows.branches().all().stream()
                .map(Branch::timeline)
                .filter(timeline -> !timeline.equals(but))
                .sorted(Comparator.reverseOrder())
                .limit(LOOKED_AT)
                .filter(leads)
                .limit(PROPOSED)
                .toList();
    }
}
