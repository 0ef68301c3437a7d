package dev.walkback.engine.restore.choice;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.recovery.Restorability.NotRestorable;
import dev.walkback.engine.recovery.Restorability.Restorable;
import dev.walkback.engine.recovery.TimelineChoice;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Route;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the backup with the least work of those that lead to a target: it must finish before it, the timeline must descend from its
 * own, and WAL must go all the way.
 */
public final class BackupChooser {

    private static final Comparator<Able> NEWEST_FIRST = Comparator.comparing(
                    (Able able) -> able.backup().finish())
            .thenComparing(able -> able.backup().name())
            .reversed();

    private final Cluster cluster;
    private final RecoveryWindows windows;
    private final Rates rates;
    private final Map<BackupName, Long> nextXids;

    public BackupChooser(Cluster cluster, RecoveryWindows windows, Rates rates) {
        this(cluster, windows, rates, Map.of());
    }

    /** @param nextXids of backups, as their pg_control tells: a transaction whose number is lower had begun by then */
    public BackupChooser(Cluster cluster, RecoveryWindows windows, Rates rates, Map<BackupName, Long> nextXids) {
        this.cluster = cluster;
        this.windows = windows;
        this.rates = rates;
        this.nextXids = Map.copyOf(nextXids);
    }

    /** A backup that leads to the target. */
    private record Able(Restorable backup, Work work) {}

    public Choice choose(Aim aim) {
        Timeline timeline = timeline(aim);
        if (timeline == null) {
            return new NoWay(aim, null, null, null, null, List.of(), List.of());
        }
        Line line = line(timeline);
        Place place = new Placing(aim, line, windows).place();
        List<Able> able = new ArrayList<>();
        Map<BackupName, WhyNot> reasons = new HashMap<>();
        judge(aim, line, place, able, reasons);
        if (able.isEmpty()) {
            return new Obstacles(aim, line, place, windows)
                    .noWay(
                            alternatives(reasons),
                            new Elsewhere(windows, timeline).timelines(other -> leads(aim, other)));
        }
        Able chosen = able.stream().min(order(aim)).orElseThrow();
        for (Able other : able) {
            if (!other.equals(chosen)) {
                reasons.put(
                        other.backup().name(),
                        isImmediate(aim) ? new WhyNot.Older(other.work()) : new WhyNot.MoreWork(other.work()));
            }
        }
        return new Way(line, place).decision(aim, chosen.backup(), chosen.work(), alternatives(reasons));
    }

    /** The same as before, in an archive that may have grown; no way where what it rests on is gone. */
    public Choice again(Aim aim, Pins pins) {
        Line line = line(pins.timeline());
        Restorability backup = windows.backup(pins.backup()).orElse(null);
        Place place = new Place(aim.target(), pins.place(), pins.certainty());
        if (backup == null) {
            return new NoWay(aim, pins.timeline(), null, null, null, List.of(), List.of());
        }
        WhyNot why = null;
        if (backup instanceof NotRestorable not) {
            why = new WhyNot.Damaged(not.findings());
        } else if (backup instanceof Restorable restorable) {
            Route route = line.route(restorable.start(), pins.to());
            if (route.isWhole()) {
                Lsn worked = pins.place() == null ? pins.to() : pins.place();
                Work work = work(restorable, line.route(restorable.start(), worked));
                return new Way(line, place).again(aim, restorable, route, pins, work);
            }
            why = missing(line, route);
        }
        Alternative alternative = new Alternative(backup, Objects.requireNonNull(why));
        return new NoWay(aim, pins.timeline(), alternative, null, null, List.of(), List.of(alternative));
    }

    /** The one that was asked for; else the newest, as seen from the backup that was asked for. */
    private @Nullable Timeline timeline(Aim aim) {
        if (aim.timeline() != null) {
            return aim.timeline();
        }
        Optional<Restorable> named = Optional.ofNullable(aim.backup())
                .flatMap(windows::backup)
                .filter(Restorable.class::isInstance)
                .map(Restorable.class::cast);
        if (named.isEmpty()) {
            return windows.branches().newestStored().orElse(null);
        }
        List<Timeline> legal =
                TimelineChoice.of(cluster, windows.branches(), named.get()).legal();
        if (!isImmediate(aim)) {
            return legal.getLast();
        }
        return legal.stream()
                .filter(timeline -> line(timeline).leadsFrom(named.get()))
                .findFirst()
                .orElse(named.get().timeline());
    }

    /** A server that finds no history of a timeline knows of no past, whatever others tell of it. */
    private Line line(Timeline timeline) {
        boolean told = windows.branches().ancestry().isTold(timeline);
        TimelineHistory history = told
                ? windows.branches().ancestry().history(timeline).orElse(TimelineHistory.none(timeline))
                : TimelineHistory.none(timeline);
        return new Line(cluster, history, told);
    }

    private void judge(Aim aim, Line line, Place place, List<Able> able, Map<BackupName, WhyNot> reasons) {
        for (Restorability backup : windows.backups().values()) {
            WhyNot why = whyNot(aim, line, place, backup);
            if (why != null) {
                reasons.put(backup.name(), why);
            } else if (backup instanceof Restorable restorable) {
                Route route = line.route(restorable.start(), place.end(line, restorable));
                able.add(new Able(restorable, work(restorable, route)));
            }
        }
    }

    private boolean leads(Aim aim, Timeline timeline) {
        Line line = line(timeline);
        Place place = new Placing(aim, line, windows).place();
        return windows.backups().values().stream().anyMatch(backup -> whyNot(aim, line, place, backup) == null);
    }

    private List<Alternative> alternatives(Map<BackupName, WhyNot> reasons) {
        List<Alternative> alternatives = new ArrayList<>();
        windows.backups().forEach((name, backup) -> {
            WhyNot why = reasons.get(name);
            if (why != null) {
                alternatives.add(new Alternative(backup, why));
            }
        });
        return alternatives;
    }

    /** As soon as it is consistent: then it is the backup that matters, and the newest has most to show. */
    private static boolean isImmediate(Aim aim) {
        return aim.target() instanceof RecoveryTarget.Immediate;
    }

    private Comparator<Able> order(Aim aim) {
        return isImmediate(aim)
                ? NEWEST_FIRST
                : Comparator.comparingDouble((Able able) -> able.work().seconds(rates))
                        .thenComparing(NEWEST_FIRST);
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
            case NotRestorable not -> new WhyNot.Damaged(not.findings());
            case Restorable restorable -> {
                WhyNot why = whyNot(line, place, restorable);
                yield why == null ? begun(aim, restorable) : why;
            }
        };
    }

    /** Numbers go round; one is before another where it is by less than half of the way. A backup that was asked for is taken. */
    private @Nullable WhyNot begun(Aim aim, Restorable backup) {
        Long next = nextXids.get(backup.name());
        if (aim.backup() != null
                || next == null
                || !(aim.target() instanceof RecoveryTarget.Xid(long xid, boolean _))) {
            return null;
        }
        return (int) xid - next.intValue() < 0 ? new WhyNot.BeganBefore(next) : null;
    }

    private static @Nullable WhyNot whyNot(Line line, Place place, Restorable backup) {
        if (!line.isTold() && !backup.timeline().equals(line.timeline())) {
            return new WhyNot.HistoryMissing(line.timeline());
        }
        if (!line.holds(backup)) {
            return new WhyNot.NotAChild(
                    line.timeline(),
                    backup.timeline(),
                    line.history().leftAt(backup.timeline()).orElse(null));
        }
        if (!place.isAfter(backup)) {
            return new WhyNot.FinishesLater(backup.finish());
        }
        Route route = line.route(backup.start(), place.end(line, backup));
        return route.isWhole() ? null : missing(line, route);
    }

    private static WhyNot missing(Line line, Route route) {
        Segment first = Objects.requireNonNull(route.missing());
        return first.start().isBefore(line.end())
                ? new WhyNot.Gap(first, route.reaches())
                : new WhyNot.WalEnds(route.reaches());
    }

    private Work work(Restorable backup, Route route) {
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
        long segment = cluster.segmentSize().bytes();
        return new Work(fetch, whole > 0 ? whole : unpacked, route.segments(), route.segments() * segment);
    }
}
