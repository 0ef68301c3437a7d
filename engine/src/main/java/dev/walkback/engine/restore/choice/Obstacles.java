package dev.walkback.engine.restore.choice;

import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of many reasons which one a person needs to hear, and which moments are nearest. */
record Obstacles(Aim aim, Line line, Place place, RecoveryWindows windows) {

    NoWay noWay(List<Alternative> backups, List<Timeline> elsewhere) {
        Alternative nearest = backups.stream()
                .min(Comparator.comparingInt(this::rank).thenComparing(NEARER))
                .orElse(null);
        return new NoWay(aim, line.timeline(), nearest, before(), after(), elsewhere, backups);
    }

    /** Who gets farthest, or is there first. */
    private static final Comparator<Alternative> NEARER = (one, other) -> switch (one.why()) {
        case WhyNot.Gap gap
        when other.why() instanceof WhyNot.Gap(Segment first, Lsn reaches) -> reaches.compareTo(gap.reaches());
        case WhyNot.WalEnds ends
        when other.why() instanceof WhyNot.WalEnds(Lsn reaches) -> reaches.compareTo(ends.reaches());
        case WhyNot.FinishesLater later
        when other.why() instanceof WhyNot.FinishesLater(Lsn finish) ->
            later.finish().compareTo(finish);
        default -> 0;
    };

    private int rank(Alternative alternative) {
        boolean beyond = place.lsn() != null && line.end().isBefore(place.lsn());
        return switch (alternative.why()) {
            case WhyNot.WalEnds _ -> beyond ? 0 : 2;
            case WhyNot.Gap _ -> 1;
            case WhyNot.Damaged _ -> wouldBeBefore(alternative.backup()) ? 3 : 8;
            case WhyNot.Excluded _ -> wouldBeBefore(alternative.backup()) ? 4 : 9;
            case WhyNot.FinishesLater _, WhyNot.BeganBefore _ -> 5;
            case WhyNot.HistoryMissing _ -> 6;
            case WhyNot.NotAChild _ -> 7;
            case WhyNot.MoreWork _, WhyNot.Older _ -> 10;
            case WhyNot.NotAsked _ -> 11;
        };
    }

    /** Whether nothing else than that speaks against it, as far as one can say. */
    private boolean wouldBeBefore(Restorability backup) {
        Lsn finish = backup.backup().finish().orElse(Lsn.NONE);
        return backup.backup()
                .timeline()
                .filter(timeline -> line.history().contains(timeline, finish) && place.isAfter(backup.backup(), finish))
                .isPresent();
    }

    private Stream<Restorable> onLine() {
        return windows.backups().values().stream()
                .filter(Restorable.class::isInstance)
                .map(Restorable.class::cast)
                .filter(line::leadsFrom)
                .filter(aim::allows);
    }

    private NoWay.@Nullable Nearest before() {
        return onLine().filter(place::isAfter)
                .max(Comparator.comparing(line::reach).thenComparing(Restorable::finish))
                .map(backup -> nearest(backup, line.reach(backup), line.storedBefore(line.reach(backup))))
                .orElse(null);
    }

    private NoWay.@Nullable Nearest after() {
        return onLine().filter(backup -> !place.isAfter(backup)
                        || (place.lsn() != null && place.lsn().isBefore(backup.finish())))
                .min(Comparator.comparing(Restorable::finish))
                .map(backup -> nearest(backup, backup.finish(), Place.finished(backup.backup())))
                .orElse(null);
    }

    private NoWay.Nearest nearest(Restorable backup, Lsn lsn, @Nullable Instant about) {
        return new NoWay.Nearest(backup.name(), bound(lsn, about));
    }

    private Bound bound(Lsn lsn, @Nullable Instant about) {
        Timeline on = line.history().at(lsn.equals(Lsn.NONE) ? lsn : lsn.plus(-1));
        return new Bound(on, lsn, Segment.before(on, lsn, line.size()), about);
    }
}
