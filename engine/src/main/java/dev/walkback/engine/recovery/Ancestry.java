package dev.walkback.engine.recovery;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.TimelineHistory.Switch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who descends from whom, as all histories together tell it.
 *
 * <p>A history tells of all its ancestors, so one that is missing may be known from a descendant's. Where two contradict each
 * other, a number was given twice: nobody can say whose past the younger one has, and it is cut off rather than guessed at.
 */
public final class Ancestry {

    /** Where a timeline leaves its parent. */
    public record Link(Timeline parent, Lsn at) {}

    /**
     * A history that does not fit: in itself, or with that of an ancestor.
     *
     * @param ancestor whose own history says otherwise; the timeline itself where its switch points descend
     */
    public record Contradiction(Timeline timeline, Timeline ancestor) {}

    private final Map<Timeline, TimelineHistory> histories;
    private final Map<Timeline, Link> links = new HashMap<>();
    private final Map<Timeline, Lsn> leftLast = new HashMap<>();
    private final Map<Timeline, Contradiction> contradictions = new TreeMap<>();
    private final NavigableSet<Timeline> timelines = new TreeSet<>();

    private Ancestry(Map<Timeline, TimelineHistory> histories) {
        this.histories = histories;
    }

    static Ancestry of(Cluster cluster) {
        Map<Timeline, TimelineHistory> histories = new TreeMap<>();
        for (TimelineWal wal : cluster.timelines()) {
            wal.history().optional().ifPresent(history -> histories.put(wal.timeline(), history));
        }
        Ancestry ancestry = new Ancestry(histories);
        cluster.timelines().forEach(wal -> ancestry.timelines.add(wal.timeline()));
        cluster.backups().stream()
                .map(Backup::timeline)
                .flatMap(Optional::stream)
                .forEach(ancestry.timelines::add);
        histories.values().forEach(ancestry::take);
        return ancestry;
    }

    /** All that anything names, oldest first. */
    public NavigableSet<Timeline> timelines() {
        return Collections.unmodifiableNavigableSet(timelines);
    }

    public Optional<Link> link(Timeline timeline) {
        return Optional.ofNullable(links.get(timeline));
    }

    /** Whether PostgreSQL would find its history, or needs none. */
    public boolean isTold(Timeline timeline) {
        return timeline.equals(Timeline.FIRST) || histories.containsKey(timeline);
    }

    public List<Contradiction> contradictions() {
        return List.copyOf(contradictions.values());
    }

    /**
     * The way to a timeline, from its own history or put together from its descendants'; empty where nothing tells.
     */
    public Optional<TimelineHistory> history(Timeline timeline) {
        if (timeline.equals(Timeline.FIRST)) {
            return Optional.of(TimelineHistory.none(timeline));
        }
        if (contradictions.containsKey(timeline)) {
            return Optional.empty();
        }
        List<Switch> unwritten = new ArrayList<>();
        Timeline next = timeline;
        while (!isTold(next) && links.containsKey(next)) {
            Link link = links.get(next);
            unwritten.addFirst(new Switch(link.parent(), link.at(), ""));
            next = link.parent();
        }
        if (!isTold(next) && unwritten.isEmpty()) {
            return Optional.empty();
        }
        unwritten.addAll(0, told(next).switches());
        return Optional.of(unwritten.isEmpty() ? told(next) : new TimelineHistory(timeline, unwritten));
    }

    /** How far who comes from the parent can get on it: {@link Branch#enterableTo}. */
    Lsn enterableTo(Timeline timeline) {
        return isTold(timeline) ? Lsn.LAST : leftLast.getOrDefault(timeline, Lsn.NONE);
    }

    /** Ancestors have lower numbers, so what is told of them is known by now. */
    private void take(TimelineHistory history) {
        Optional<Timeline> contradicted = contradictedBy(history);
        if (contradicted.isPresent()) {
            contradictions.put(history.timeline(), new Contradiction(history.timeline(), contradicted.get()));
        } else {
            learn(history);
        }
    }

    /** A parent that is told of itself has told of its own ancestors before, and the same: only what is new is gone through. */
    private void learn(TimelineHistory history) {
        List<Switch> switches = history.switches();
        for (int i = switches.size() - 1; i >= 0; i--) {
            Switch left = switches.get(i);
            timelines.add(left.from());
            leftLast.merge(left.from(), left.at(), (one, other) -> one.isBefore(other) ? other : one);
            if (isTold(left.from())) {
                break;
            }
            if (i > 0) {
                links.putIfAbsent(
                        left.from(),
                        new Link(switches.get(i - 1).from(), switches.get(i - 1).at()));
            }
        }
        history.parent().ifPresent(left -> links.put(history.timeline(), new Link(left.from(), left.at())));
    }

    private Optional<Timeline> contradictedBy(TimelineHistory history) {
        List<Switch> switches = history.switches();
        if (!ascends(switches)) {
            return Optional.of(history.timeline());
        }
        for (int i = switches.size() - 1; i >= 0; i--) {
            Timeline ancestor = switches.get(i).from();
            if (isTold(ancestor)) {
                return contradictions.containsKey(ancestor)
                                || !samePlaces(told(ancestor).switches(), switches.subList(0, i))
                        ? Optional.of(ancestor)
                        : Optional.empty();
            }
            if (links.containsKey(ancestor) && !linkIs(ancestor, switches, i)) {
                return Optional.of(ancestor);
            }
        }
        return Optional.empty();
    }

    private TimelineHistory told(Timeline timeline) {
        return histories.getOrDefault(timeline, TimelineHistory.none(timeline));
    }

    private boolean linkIs(Timeline ancestor, List<Switch> switches, int index) {
        Link link = links.get(ancestor);
        return link != null
                && index > 0
                && link.parent().equals(switches.get(index - 1).from())
                && link.at().equals(switches.get(index - 1).at());
    }

    private static boolean ascends(List<Switch> switches) {
        Lsn before = Lsn.NONE;
        for (Switch left : switches) {
            if (left.at().isBefore(before)) {
                return false;
            }
            before = left.at();
        }
        return true;
    }

    private static boolean samePlaces(List<Switch> one, List<Switch> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).from().equals(other.get(i).from())
                    || !one.get(i).at().equals(other.get(i).at())) {
                return false;
            }
        }
        return true;
    }
}
