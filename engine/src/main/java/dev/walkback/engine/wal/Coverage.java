package dev.walkback.engine.wal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which WAL an archive holds on one timeline: runs of consecutive segments, oldest first.
 *
 * <p>A coverage is a value computed from a listing. It answers every question about gaps without going back to storage, so the map on screen, the dry run and the restore agree.
 *
 * <p>Runs never touch: two that did would be one run. The constructor holds callers to that, and {@link #of} is the easy way
 * to keep it.
 */
public record Coverage(Timeline timeline, List<Run> runs) {

    public Coverage {
        runs = List.copyOf(runs);
        for (int i = 0; i < runs.size(); i++) {
            if (!runs.get(i).first().timeline().equals(timeline)) {
                throw new IllegalArgumentException(runs.get(i) + " is not on timeline " + timeline);
            }
            if (i > 0 && !runs.get(i - 1).endsBefore(runs.get(i))) {
                throw new IllegalArgumentException(
                        "runs must be apart and in order: " + runs.get(i - 1) + ", " + runs.get(i));
            }
        }
    }

    /** Folds segments, in any order and with repeats, into the fewest runs that hold exactly them. */
    public static Coverage of(Timeline timeline, Collection<Segment> segments) {
        List<Run> runs = new ArrayList<>();
        for (Segment segment : new TreeSet<>(segments)) {
            if (!runs.isEmpty() && runs.getLast().last().next().equals(segment)) {
                runs.add(runs.removeLast().extendedTo(segment));
            } else {
                runs.add(new Run(segment, segment));
            }
        }
        return new Coverage(timeline, runs);
    }

    /** The holes between runs. What lies before the first run or after the last is not a gap. */
    public List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < runs.size(); i++) {
            gaps.add(new Gap(runs.get(i - 1).last().next(), runs.get(i).first().previous()));
        }
        return List.copyOf(gaps);
    }

    /** The same, but for these: what is there and of no use counts as not there. */
    public Coverage without(Collection<Segment> useless) {
        NavigableSet<Segment> holes = new TreeSet<>(useless);
        List<Run> left = new ArrayList<>();
        for (Run run : runs) {
            long from = run.first().number();
            for (Segment hole : holes.subSet(run.first(), true, run.last(), true)) {
                keep(left, run.first(), from, hole.number() - 1);
                from = hole.number() + 1;
            }
            keep(left, run.first(), from, run.last().number());
        }
        return new Coverage(timeline, left);
    }

    private static void keep(List<Run> runs, Segment like, long from, long to) {
        if (from <= to) {
            runs.add(new Run(
                    new Segment(like.timeline(), from, like.size()), new Segment(like.timeline(), to, like.size())));
        }
    }

    /** The run that holds this segment. */
    public Optional<Run> runOf(Segment segment) {
        int low = 0;
        int high = runs.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Run run = runs.get(middle);
            if (run.contains(segment)) {
                return Optional.of(run);
            }
            if (run.last().compareTo(segment) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    public boolean contains(Segment segment) {
        return runOf(segment).isPresent();
    }

    public long segments() {
        return runs.stream().mapToLong(Run::segments).sum();
    }

    /** Consecutive segments, both ends included. */
    public record Run(Segment first, Segment last) {

        public Run {
            if (!first.timeline().equals(last.timeline()) || first.compareTo(last) > 0) {
                throw new IllegalArgumentException("a run cannot end before it starts: " + first + ", " + last);
            }
        }

        public boolean contains(Segment segment) {
            return first.compareTo(segment) <= 0 && segment.compareTo(last) <= 0;
        }

        public long segments() {
            return last.number() - first.number() + 1;
        }

        boolean endsBefore(Run other) {
            return last.number() + 1 < other.first.number();
        }

        Run extendedTo(Segment segment) {
            return new Run(first, segment);
        }
    }

    /** Segments that should exist, because there is WAL on both sides of them, and do not. */
    public record Gap(Segment first, Segment last) {

        public long segments() {
            return last.number() - first.number() + 1;
        }
    }
}
