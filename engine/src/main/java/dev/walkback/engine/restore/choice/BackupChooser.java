package dev.walkback.engine.restore.choice;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.recovery.Bound;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.recovery.Restorability.NotRestorable;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the backup with the least work of those that lead to a target: it must finish before it, its timeline be on the line, and
 * WAL go all the way.
 */
public final class BackupChooser {

    /** Dearer first, so that the last is the one. */
    private static final Comparator<Able> BY_FINISH = Comparator.comparing(
                    (Able able) -> able.backup().finish())
            .thenComparing(able -> able.backup().name());

    private final Cluster cluster;
    private final RecoveryWindows windows;
    private final Rates rates;

    public BackupChooser(Cluster cluster, RecoveryWindows windows, Rates rates) {
        this.cluster = cluster;
        this.windows = windows;
        this.rates = rates;
    }

    /** A backup that leads to the target. */
    private record Able(Restorable backup, Work work) {}

    public Choice choose(Aim aim) {
        Timeline timeline = timeline(aim);
        if (timeline == null) {
            return new NoWay(aim, null, null, null, null, List.of(), List.of());
        }
        return along(aim, timeline);
    }

    /** The one that was asked for; else the newest, as seen from the backup that was asked for. */
    private @Nullable Timeline timeline(Aim aim) {
        if (aim.timeline() != null) {
            return aim.timeline();
        }
        Timeline newest = windows.branches().newestStored().orElse(null);
        Optional<Restorable> named = Optional.ofNullable(aim.backup())
                .flatMap(windows::backup)
                .filter(Restorable.class::isInstance)
                .map(Restorable.class::cast);
        if (named.isEmpty()) {
            return newest;
        }
        if (aim.target() instanceof RecoveryTarget.Immediate) {
            return named.get().timeline();
        }
        return dev.walkback.engine.recovery.TimelineChoice.of(cluster, windows.branches(), named.get())
                .legal()
                .getLast();
    }

    private Choice along(Aim aim, Timeline timeline) {
        boolean told = windows.branches().ancestry().isTold(timeline);
        TimelineHistory history =
                windows.branches().ancestry().history(timeline).orElse(TimelineHistory.none(timeline));
        Line line = new Line(cluster, history, told);
        Place place = new Placing(line, windows).place(aim.target());
        List<Able> able = new ArrayList<>();
        List<Alternative> others = new ArrayList<>();
        for (Restorability backup : windows.backups().values()) {
            WhyNot why = whyNot(aim, line, place, backup);
            if (why == null) {
                Restorable restorable = (Restorable) backup;
                able.add(new Able(
                        restorable, work(restorable, line.route(restorable.start(), end(line, place, restorable)))));
            } else {
                others.add(new Alternative(backup, why));
            }
        }
        if (able.isEmpty()) {
            return noWay(aim, timeline, others);
        }
        Able chosen = able.stream().min(order(aim)).orElseThrow();
        for (Able other : able) {
            if (!other.equals(chosen)) {
                WhyNot why = aim.target() instanceof RecoveryTarget.Immediate
                        ? new WhyNot.Older(other.work())
                        : new WhyNot.MoreWork(other.work());
                others.add(new Alternative(other.backup(), why));
            }
        }
        return new Way(line, place, windows).decision(aim, chosen.backup(), chosen.work(), inOrder(others));
    }

    /** The cluster's own. */
    private List<Alternative> inOrder(List<Alternative> others) {
        List<BackupName> names = List.copyOf(windows.backups().keySet());
        return others.stream()
                .sorted(Comparator.comparingInt(
                        other -> names.indexOf(other.backup().name())))
                .toList();
    }

    private Comparator<Able> order(Aim aim) {
        return aim.target() instanceof RecoveryTarget.Immediate
                ? BY_FINISH.reversed()
                : Comparator.comparingDouble((Able able) -> able.work().seconds(rates))
                        .thenComparing(BY_FINISH.reversed());
    }

    private @Nullable WhyNot whyNot(Aim aim, Line line, Place place, Restorability backup) {
        if (aim.backup() != null && !aim.backup().equals(backup.name())) {
            return new WhyNot.NotAsked();
        }
        Optional<BackupName> excluded = backup.chain().members().stream()
                .map(Backup::name)
                .filter(aim.without()::contains)
                .findFirst();
        if (excluded.isPresent()) {
            return new WhyNot.Excluded(excluded.get());
        }
        return switch (backup) {
            case NotRestorable(Backup any, var chain, var findings) -> new WhyNot.Damaged(findings);
            case Restorable restorable -> whyNot(line, place, restorable);
        };
    }

    private static @Nullable WhyNot whyNot(Line line, Place place, Restorable backup) {
        if (!line.isTold() && !backup.timeline().equals(line.timeline())) {
            return new WhyNot.HistoryMissing(line.timeline());
        }
        if (!line.history().contains(backup.timeline(), backup.finish())) {
            return new WhyNot.NotAChild(
                    line.timeline(),
                    backup.timeline(),
                    line.history().leftAt(backup.timeline()).orElse(null));
        }
        if (!place.isAfter(backup.backup(), backup.finish())) {
            return new WhyNot.FinishesLater(backup.finish());
        }
        Route route = line.route(backup.start(), end(line, place, backup));
        return route.isWhole() ? null : missing(line, route);
    }

    private static WhyNot missing(Line line, Route route) {
        Segment first = java.util.Objects.requireNonNull(route.missing());
        return line.end().compareTo(first.start()) <= 0
                ? new WhyNot.WalEnds(route.reaches())
                : new WhyNot.Gap(first, route.reaches());
    }

    /** Up to where WAL must be there. */
    private static Lsn end(Line line, Place place, Restorable backup) {
        if (place.target() instanceof RecoveryTarget.Immediate) {
            return backup.finish();
        }
        Lsn at = place.lsn() == null ? line.reach(backup) : place.lsn();
        return at.isBefore(backup.finish()) ? backup.finish() : at;
    }

    private static Work work(Restorable backup, Route route) {
        long fetch = 0;
        long unpacked = 0;
        for (Backup member : backup.chain().members()) {
            fetch += member.objects().tarBytes();
            unpacked += member.sentinel()
                    .optional()
                    .map(Sentinel::uncompressedBytes)
                    .orElse(0L);
        }
        long whole = backup.backup()
                .sentinel()
                .optional()
                .map(Sentinel::catalogBytes)
                .orElse(0L);
        SegmentSize size = route.legs().isEmpty()
                ? SegmentSize.USUAL
                : route.legs().getFirst().first().size();
        return new Work(fetch, whole > 0 ? whole : unpacked, route.segments(), route.segments() * size.bytes());
    }

    private NoWay noWay(Aim aim, Timeline timeline, List<Alternative> others) {
        Alternative nearest = others.isEmpty() ? null : others.getLast();
        Bound none = null;
        return new NoWay(aim, timeline, nearest, none, none, List.of(), others);
    }
}
