package dev.walkback.shell.walg.wal;

import dev.walkback.engine.wal.Lsn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * WAL-G's walk from the current segment, which it does not look at, down to the stop segment: first over segments that may be
 * delayed, until one is found; then over those that may still be uploading; then over all the rest, of which a missing one is
 * lost.
 *
 * <p>WAL-G takes it step by step. Here each step is a run of segments, so that the answer does not take longer the further the
 * stop segment lies away.
 */
public final class IntegrityScan {

    private final WalNames names;
    private final Map<Long, History.Left> switches;
    private final NavigableSet<Long> switchSegments;
    private final long stop;
    private final Consumer<Lsn> skippedSwitch;
    private final List<Stretch> stretches = new ArrayList<>();
    private long timeline;
    private long number;

    /**
     * @param current where the server is now
     * @param stop the number of the last segment to look at
     * @param skippedSwitch is told of switches in the history that this line of WAL did not take
     */
    public IntegrityScan(
            WalNames names,
            History history,
            SegmentGrid grid,
            WalgSegment current,
            long stop,
            Consumer<Lsn> skippedSwitch) {
        this.names = names;
        this.switches = history.bySegment(grid);
        this.switchSegments = new TreeSet<>(switches.keySet());
        this.stop = stop;
        this.skippedSwitch = skippedSwitch;
        this.timeline = current.timeline();
        this.number = current.number();
    }

    /** The stretches, ascending. */
    public List<Stretch> run(long delayed, long uploading) {
        pass(delayed, true, Stretch.Status.MISSING_DELAYED);
        pass(uploading, false, Stretch.Status.MISSING_UPLOADING);
        pass(Long.MAX_VALUE, false, Stretch.Status.MISSING_LOST);
        Collections.reverse(stretches);
        return List.copyOf(stretches);
    }

    /** @param most how many segments to look at */
    private void pass(long most, boolean untilFound, Stretch.Status missing) {
        long left = most;
        while (left > 0 && number > stop) {
            History.Left taken = switches.get(number);
            if (taken != null) {
                leave(taken);
            }
            long least = Math.max(number - left, Math.max(stop, nextSwitch()));
            SegmentSet segments = names.timeline(timeline);
            long found = segments.highestUpTo(number - 1);
            boolean ends = untilFound && found >= least;
            long lowest = ends ? found : least;
            segments.descend(number - 1, lowest, (from, to, present) -> {
                add(new Stretch(timeline, from, to, present ? Stretch.Status.FOUND : missing));
            });
            left -= number - lowest;
            number = lowest;
            if (ends) {
                return;
            }
        }
    }

    /** A switch is taken unless the segment before it is there on the timeline that we are on. */
    private void leave(History.Left taken) {
        if (names.timeline(timeline).contains(number - 1)) {
            skippedSwitch.accept(taken.at());
        } else {
            timeline = taken.timeline();
        }
    }

    private long nextSwitch() {
        Long below = switchSegments.lower(number);
        return below == null ? Long.MIN_VALUE : below;
    }

    private void add(Stretch next) {
        Stretch last = stretches.isEmpty() ? null : stretches.getLast();
        if (last != null && last.timeline() == next.timeline() && last.status() == next.status()) {
            stretches.set(stretches.size() - 1, new Stretch(last.timeline(), next.least(), last.most(), last.status()));
        } else {
            stretches.add(next);
        }
    }
}
