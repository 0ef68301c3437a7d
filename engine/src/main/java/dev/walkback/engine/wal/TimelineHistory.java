package dev.walkback.engine.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a timeline comes from: all its ancestors, oldest first, and where each was left.
 *
 * <p>The timeline after a switch begins with a copy of its parent's segment, so one segment number may exist on both. Which
 * timeline a <em>position</em> is on has one answer all the same: an ancestor reaches up to its switch point, exclusively.
 */
public record TimelineHistory(Timeline timeline, List<Switch> switches) {

    /**
     * An ancestor was left here.
     *
     * @param at the end of the ancestor and the start of the next one, exclusive for the former
     * @param reason as the server wrote it; for people only
     */
    public record Switch(Timeline from, Lsn at, String reason) {}

    public TimelineHistory {
        switches = List.copyOf(switches);
        Timeline previous = null;
        for (Switch left : switches) {
            if (previous != null && left.from().compareTo(previous) <= 0) {
                throw new IllegalArgumentException("ancestors must ascend: " + left.from() + " after " + previous);
            }
            previous = left.from();
        }
        if (previous != null && previous.compareTo(timeline) >= 0) {
            throw new IllegalArgumentException(timeline + " cannot descend from " + previous);
        }
    }

    /** The first timeline's: it has no ancestor and no file that says so. */
    public static TimelineHistory none(Timeline timeline) {
        return new TimelineHistory(timeline, List.of());
    }

    public Optional<Switch> parent() {
        return switches.isEmpty() ? Optional.empty() : Optional.of(switches.getLast());
    }

    /** Where this ancestor was left; empty for the timeline itself and for strangers. */
    public Optional<Lsn> leftAt(Timeline ancestor) {
        return switches.stream()
                .filter(left -> left.from().equals(ancestor))
                .map(Switch::at)
                .findFirst();
    }

    /** Whether the WAL of this timeline up to this position is part of our own past. */
    public boolean contains(Timeline other, Lsn upTo) {
        return other.equals(timeline)
                || leftAt(other).filter(left -> upTo.compareTo(left) <= 0).isPresent();
    }

    /** Which timeline the byte at this position is on. */
    public Timeline at(Lsn position) {
        for (Switch left : switches) {
            if (position.isBefore(left.at())) {
                return left.from();
            }
        }
        return timeline;
    }

    /** All timelines on the way, oldest first, itself last. */
    public List<Timeline> line() {
        List<Timeline> line = new ArrayList<>();
        switches.forEach(left -> line.add(left.from()));
        line.add(timeline);
        return List.copyOf(line);
    }
}
