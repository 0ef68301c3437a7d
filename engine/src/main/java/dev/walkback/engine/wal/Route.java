package dev.walkback.engine.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The WAL that a replay reads on its way along a timeline's history, in order, or what of it is missing first.
 *
 * <p>For each segment number PostgreSQL asks for the file of the newest timeline on the way that begins in that segment or
 * before it, then for those of older ones. A timeline's first file begins with a copy of its parent's bytes, so the parent's
 * own file of that number is not needed; and it is of use only to who stops before the switch point, since it goes on
 * with what the parent did afterwards.
 *
 * @param line the history of the timeline that is to be reached
 * @param from where replay begins, at or before {@code to}
 * @param to where it is to end, exclusively
 * @param missing what PostgreSQL would ask for first and not get; null when there is no gap on the way
 */
public record Route(
        TimelineHistory line,
        Lsn from,
        Lsn to,
        List<Leg> legs,
        @Nullable Segment missing) {

    /** Consecutive files of one timeline, both ends included. */
    public record Leg(Segment first, Segment last) {

        public long segments() {
            return last.number() - first.number() + 1;
        }
    }

    public Route {
        legs = List.copyOf(legs);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a route cannot end before it begins: " + from + ", " + to);
        }
    }

    /**
     * Looks for the files of a route.
     *
     * @param coverage what there is of a timeline; empty for one of which there is nothing
     */
    public static Route find(
            TimelineHistory line, Lsn from, Lsn to, SegmentSize size, Function<Timeline, Optional<Coverage>> coverage) {
        List<Leg> legs = new ArrayList<>();
        List<Stretch> stretches = stretches(line, size);
        long last = to.equals(from) ? size.numberOf(to) - 1 : size.numberBefore(to);
        long next = size.numberOf(from);
        int newest = 0;
        while (next <= last) {
            while (newest + 1 < stretches.size() && stretches.get(newest + 1).firstNumber() <= next) {
                newest++;
            }
            Optional<Leg> leg = legAt(next, last, newest, stretches, to, size, coverage);
            if (leg.isEmpty()) {
                return new Route(
                        line, from, to, legs, new Segment(stretches.get(newest).timeline(), next, size));
            }
            append(legs, leg.get());
            next = leg.get().last().number() + 1;
        }
        return new Route(line, from, to, legs, null);
    }

    public boolean isWhole() {
        return missing == null;
    }

    /** How far replay gets on it. */
    public Lsn reaches() {
        if (missing == null) {
            return to;
        }
        return missing.start().isBefore(from) ? from : missing.start();
    }

    /** Each timeline that a file is read of, oldest first. */
    public List<Timeline> timelines() {
        return legs.stream().map(leg -> leg.first().timeline()).distinct().toList();
    }

    public long segments() {
        return legs.stream().mapToLong(Leg::segments).sum();
    }

    /** A timeline on the way, where it begins, and the number of the segment that this is in. */
    private record Stretch(Timeline timeline, Lsn begin, long firstNumber) {}

    private static List<Stretch> stretches(TimelineHistory line, SegmentSize size) {
        List<Stretch> stretches = new ArrayList<>();
        Lsn begin = Lsn.NONE;
        for (TimelineHistory.Switch left : line.switches()) {
            stretches.add(new Stretch(left.from(), begin, size.numberOf(begin)));
            begin = left.at();
        }
        stretches.add(new Stretch(line.timeline(), begin, size.numberOf(begin)));
        return stretches;
    }

    /** From the newest timeline's file to the oldest that still holds all that is wanted of this segment. */
    private static Optional<Leg> legAt(
            long number,
            long last,
            int newest,
            List<Stretch> stretches,
            Lsn to,
            SegmentSize size,
            Function<Timeline, Optional<Coverage>> coverage) {
        long lastOfStretch =
                newest + 1 < stretches.size() ? stretches.get(newest + 1).firstNumber() - 1 : last;
        for (int i = newest; i >= 0; i--) {
            Segment segment = new Segment(stretches.get(i).timeline(), number, size);
            Optional<Coverage.Run> run = coverage.apply(segment.timeline()).flatMap(there -> there.runOf(segment));
            if (run.isPresent()) {
                long end = i == newest ? Math.min(run.get().last().number(), Math.min(last, lastOfStretch)) : number;
                return Optional.of(new Leg(segment, new Segment(segment.timeline(), end, size)));
            }
            if (stretches.get(i).begin().isBefore(to)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static void append(List<Leg> legs, Leg leg) {
        if (!legs.isEmpty() && legs.getLast().last().next().equals(leg.first())) {
            legs.add(new Leg(legs.removeLast().first(), leg.last()));
        } else {
            legs.add(leg);
        }
    }
}
