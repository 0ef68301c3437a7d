package dev.walkback.engine.backup;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a restore unpacks, in order: a full backup and the deltas that lead to the one that is wanted.
 *
 * <p>A chain that does not hold together is still told as far as it goes: what is wrong with it is part of the answer.
 *
 * @param members oldest first, the wanted backup last; without those that are gone
 * @param breaks empty for a chain that holds; the one nearest to the wanted backup first
 */
public record Chain(List<Backup> members, List<Break> breaks) {

    /** Why a delta does not stand on what it says it stands on. */
    public sealed interface Break {
        /** The delta that is out of joint; all that stand on it are lost with it. */
        BackupName delta();

        record ParentMissing(BackupName delta, BackupName parent) implements Break {}

        /** Following parents leads back to this one. */
        record Cycle(BackupName delta) implements Break {}

        /** Its sentinel cannot be read, or lacks what a delta must tell. */
        record Untold(BackupName delta, String what) implements Break {}

        /**
         * The parent was made on a branch that is not the delta's past, so what changed there meanwhile is in neither.
         *
         * @param left where the delta's history left the parent's timeline; null where it never was on it
         */
        record Foreign(
                BackupName delta,
                BackupName parent,
                Timeline parentTimeline,
                @Nullable Lsn left) implements Break {}

        record OtherSystem(BackupName delta, BackupName parent) implements Break {}

        record ParentFinishesLater(BackupName delta, BackupName parent, Lsn parentFinish, Lsn start) implements Break {}

        /** It holds what changed since a position that is not where the parent begins: the parent was replaced. */
        record OtherSince(BackupName delta, BackupName parent, Lsn since, Lsn parentStart) implements Break {}

        /** It counts another number of steps from the full backup than there are. */
        record OtherCount(BackupName delta, int said, int found) implements Break {}
    }

    public Chain {
        members = List.copyOf(members);
        breaks = List.copyOf(breaks);
    }

    /**
     * Follows a backup's parents.
     *
     * @param backups finds a backup by its name
     * @param histories finds where a timeline comes from; empty where nothing tells, and then nothing is held against a delta
     */
    public static Chain of(
            Backup wanted,
            Function<BackupName, Optional<Backup>> backups,
            Function<Timeline, Optional<TimelineHistory>> histories) {
        List<Backup> members = new ArrayList<>();
        List<Break> breaks = new ArrayList<>();
        Set<BackupName> seen = new HashSet<>();
        Optional<Backup> next = Optional.of(wanted);
        while (next.isPresent()) {
            Backup backup = next.get();
            if (!seen.add(backup.name())) {
                breaks.add(new Break.Cycle(backup.name()));
                break;
            }
            members.addFirst(backup);
            next = parentOf(backup, backups, breaks);
            next.ifPresent(parent -> new Joint(backup, parent).breaks(histories, breaks));
        }
        if (breaks.isEmpty()) {
            count(members, breaks);
        }
        return new Chain(members, breaks);
    }

    public boolean isWhole() {
        return breaks.isEmpty();
    }

    private static Optional<Backup> parentOf(
            Backup backup, Function<BackupName, Optional<Backup>> backups, List<Break> breaks) {
        if (!backup.isDelta()) {
            return Optional.empty();
        }
        Optional<Sentinel.Delta> origin = backup.sentinel().optional().flatMap(Sentinel::origin);
        if (origin.isEmpty()) {
            breaks.add(new Break.Untold(backup.name(), "parent"));
            return Optional.empty();
        }
        BackupName name = origin.get().parent();
        Optional<Backup> parent = backups.apply(name);
        if (parent.isEmpty()) {
            breaks.add(new Break.ParentMissing(backup.name(), name));
        }
        return parent;
    }

    private static void count(List<Backup> members, List<Break> breaks) {
        for (int steps = members.size() - 1; steps > 0; steps--) {
            Backup delta = members.get(steps);
            Integer said = delta.sentinel()
                    .optional()
                    .flatMap(Sentinel::origin)
                    .map(Sentinel.Delta::count)
                    .orElse(null);
            if (said == null) {
                breaks.add(new Break.Untold(delta.name(), "count"));
            } else if (said != steps) {
                breaks.add(new Break.OtherCount(delta.name(), said, steps));
            }
        }
    }

    /** Where a delta stands on its parent. */
    private record Joint(Backup delta, Backup parent) {

        void breaks(Function<Timeline, Optional<TimelineHistory>> histories, List<Break> found) {
            system().ifPresent(found::add);
            branch(histories).ifPresent(found::add);
            order().ifPresent(found::add);
            since().ifPresent(found::add);
        }

        private Optional<Break> system() {
            return delta.systemIdentifier()
                    .filter(ours -> parent.systemIdentifier()
                            .filter(theirs -> !theirs.equals(ours))
                            .isPresent())
                    .map(ours -> new Break.OtherSystem(delta.name(), parent.name()));
        }

        private Optional<Break> branch(Function<Timeline, Optional<TimelineHistory>> histories) {
            Optional<Timeline> parentTimeline = parent.timeline();
            Optional<TimelineHistory> past = delta.timeline().flatMap(histories);
            if (parentTimeline.isEmpty() || past.isEmpty()) {
                return Optional.empty();
            }
            Lsn upTo = parent.finish().or(parent::start).orElse(Lsn.NONE);
            return past.get().contains(parentTimeline.get(), upTo)
                    ? Optional.empty()
                    : Optional.of(new Break.Foreign(
                            delta.name(),
                            parent.name(),
                            parentTimeline.get(),
                            past.get().leftAt(parentTimeline.get()).orElse(null)));
        }

        private Optional<Break> order() {
            if (parent.finish().isEmpty() || delta.start().isEmpty()) {
                return Optional.empty();
            }
            Lsn finish = parent.finish().get();
            Lsn start = delta.start().get();
            return start.isBefore(finish)
                    ? Optional.of(new Break.ParentFinishesLater(delta.name(), parent.name(), finish, start))
                    : Optional.empty();
        }

        private Optional<Break> since() {
            Lsn since = delta.sentinel()
                    .optional()
                    .flatMap(Sentinel::origin)
                    .map(Sentinel.Delta::since)
                    .orElse(null);
            if (since == null) {
                return Optional.of(new Break.Untold(delta.name(), "since"));
            }
            return parent.start()
                    .filter(start -> !start.equals(since))
                    .map(start -> new Break.OtherSince(delta.name(), parent.name(), since, start));
        }
    }
}
