package dev.walkback.engine.restore.choice;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds where a target is on a line, as well as a listing tells. */
record Placing(Aim aim, Line line, RecoveryWindows windows) {

    /** A segment is stored soon after its last byte, unless somebody copied the archive. */
    private static final Duration SOON = Duration.ofHours(1);

    Place place() {
        RecoveryTarget target = aim.target();
        return switch (target) {
            case RecoveryTarget.Position(Lsn lsn, boolean inclusive) -> new Place(target, lsn.plus(1), Certainty.EXACT);
            case RecoveryTarget.Time time -> new Place(target, at(time.at()), Certainty.BY_STORED_TIMES);
            case RecoveryTarget.Latest latest -> new Place(target, farthest(), Certainty.EXACT);
            case RecoveryTarget.Immediate immediate -> new Place(target, null, Certainty.EXACT);
            case RecoveryTarget.Xid xid -> new Place(target, farthest(), Certainty.NOT_LOOKED_FOR);
            case RecoveryTarget.Named named -> new Place(target, farthest(), Certainty.NOT_LOOKED_FOR);
        };
    }

    /** How far any backup leads that may be taken. */
    private Lsn farthest() {
        return onLine().stream()
                .filter(aim::allows)
                .map(line::reach)
                .max(Comparator.naturalOrder())
                .orElse(Lsn.NONE);
    }

    private List<Restorable> onLine() {
        return windows.backups().values().stream()
                .filter(Restorable.class::isInstance)
                .map(Restorable.class::cast)
                .filter(line::leadsFrom)
                .toList();
    }

    /** The end of the first segment that was stored then or later, after the last backup that was finished by then. */
    private Lsn at(Instant time) {
        List<Restorable> before = onLine().stream()
                .filter(backup -> !Place.finished(backup.backup()).isAfter(time))
                .toList();
        Optional<Restorable> last = before.stream().max(Comparator.comparing(Restorable::finish));
        if (last.isEmpty()) {
            return Lsn.LAST;
        }
        Lsn finish = last.get().finish();
        if (wereCopied(last.get())) {
            return onLine().stream()
                    .filter(backup ->
                            backup.backup().startTime().filter(time::isBefore).isPresent())
                    .map(Restorability.Restorable::start)
                    .filter(finish::isBefore)
                    .min(Comparator.naturalOrder())
                    .orElse(line.end());
        }
        return line.firstStoredFrom(line.size().numberBefore(finish), time)
                .map(Segment::end)
                .orElse(Lsn.LAST);
    }

    /** Then the time at which a segment was stored is when that was done. */
    private boolean wereCopied(Restorable backup) {
        Instant stored = line.storedBefore(backup.finish());
        return stored != null && stored.isAfter(Place.finished(backup.backup()).plus(SOON));
    }
}
