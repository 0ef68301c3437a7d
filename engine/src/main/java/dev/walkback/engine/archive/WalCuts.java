package dev.walkback.engine.archive;

import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to cut what has not been listed yet, judging by what has. To an end that is known, evenly; else each piece twice as long
 * as the one before, so that few pieces reach any end, and the last two end with the timeline and with everything.
 */
final class WalCuts {

    private static final int WORTH = 1000;
    private static final int LAST_TIMELINE = -1;

    private WalCuts() {}

    /**
     * @param listed what was listed of the range so far
     * @param end of the range; null where it has none
     * @return keys, ascending; none when there is nothing to judge by, or not enough left
     */
    static List<String> of(WalRows listed, @Nullable String end, int pieces) {
        if (listed.count() < 2) {
            return List.of();
        }
        int last = listed.count() - 1;
        if (listed.timeline(0) != listed.timeline(last)) {
            return acrossTimelines(listed, pieces);
        }
        long perLog = perLog(listed);
        long first = listed.log(0) * perLog + listed.withinLog(0);
        long reached = listed.log(last) * perLog + listed.withinLog(last);
        double density = (double) listed.count() / (reached - first + 1);
        Timeline timeline = new Timeline(listed.timeline(last));
        Long known = end == null ? null : number(end, timeline, perLog);
        return known == null
                ? doubling(timeline, perLog, reached, Math.max(1, (long) (WORTH / density)), pieces)
                : evenly(timeline, perLog, reached, known, density, pieces);
    }

    private static List<String> doubling(Timeline timeline, long perLog, long reached, long step, int pieces) {
        List<String> cuts = new ArrayList<>();
        long at = reached;
        long length = step;
        for (int i = 0; i < pieces - 1 && (at + length) / perLog <= 0xFFFF_FFFFL; i++) {
            at += length;
            length *= 2;
            cuts.add(key(timeline, perLog, at));
        }
        if (timeline.id() != LAST_TIMELINE) {
            cuts.add(key(new Timeline(timeline.id() + 1), perLog, 0));
        }
        return cuts;
    }

    private static List<String> evenly(
            Timeline timeline, long perLog, long reached, long end, double density, int pieces) {
        long left = (long) ((end - reached) * density);
        long parts = Math.min(pieces + 1L, left / WORTH);
        List<String> cuts = new ArrayList<>();
        for (long i = 1; i < parts; i++) {
            cuts.add(key(timeline, perLog, reached + (end - reached) / parts * i));
        }
        return cuts;
    }

    private static List<String> acrossTimelines(WalRows listed, int pieces) {
        long reached = Integer.toUnsignedLong(listed.timeline(listed.count() - 1));
        long length = Math.max(1, reached - Integer.toUnsignedLong(listed.timeline(0)));
        List<String> cuts = new ArrayList<>();
        for (int i = 0; i < pieces && reached + length <= 0xFFFF_FFFFL; i++) {
            reached += length;
            length *= 2;
            cuts.add(key(new Timeline((int) reached), 1, 0));
        }
        return cuts;
    }

    /** How many segments a log seems to have. A wrong guess makes pieces uneven, nothing else. */
    private static long perLog(WalRows listed) {
        long largest = 0;
        for (int row = 0; row < listed.count(); row++) {
            largest = Math.max(largest, listed.withinLog(row));
        }
        long atLeast = Long.highestOneBit(Math.max(1, largest)) << 1;
        boolean wentOn = listed.log(0) != listed.log(listed.count() - 1);
        return wentOn ? atLeast : Math.max(atLeast, SegmentSize.USUAL.segmentsPerLog());
    }

    private static @Nullable Long number(String key, Timeline timeline, long perLog) {
        return WalFile.named(key.substring(WalListing.FOLDER.length())) instanceof WalFile.Whole(WalFile.Digits digits)
                        && digits.timeline().equals(timeline)
                ? Long.valueOf(digits.log() * perLog + digits.withinLog())
                : null;
    }

    private static String key(Timeline timeline, long perLog, long number) {
        return WalListing.FOLDER + new WalFile.Digits(timeline, number / perLog, number % perLog).name();
    }
}
