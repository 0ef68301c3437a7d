package dev.walkback.shell.walg.wal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of WAL's folder, as WAL-G understands them: the last extension is cut off, and what then has 24 characters is a
 * segment. So a segment's metadata counts as the segment, and so does a partial one that was stored uncompressed.
 */
public final class WalNames {

    private static final Pattern HISTORY = Pattern.compile("([0-9a-fA-F]+)\\.history(\\.\\w+)?");
    private static final long MOST_TIMELINE = 0xFFFF_FFFFL;

    private final SegmentGrid grid;
    private final NavigableMap<Long, SegmentSet> timelines = new TreeMap<>();
    private final Map<String, List<String>> histories = new TreeMap<>();
    private final List<String> withoutTimeline = new ArrayList<>();
    private long highestTimeline;

    public WalNames(SegmentGrid grid) {
        this.grid = grid;
    }

    /** @param name of an object that lies directly in the folder, without the folder */
    public void add(String name) {
        String base = withoutExtension(name);
        if (SegmentGrid.hasTheLength(base)) {
            Optional<WalgSegment> understood = grid.segment(base);
            WalgSegment segment = understood.orElse(WalgSegment.NONSENSE);
            timelines
                    .computeIfAbsent(segment.timeline(), timeline -> new SegmentSet())
                    .add(segment.number());
            if (understood.isPresent()) {
                highestTimeline = Math.max(highestTimeline, segment.timeline());
                return;
            }
        }
        other(name, base);
    }

    /** By timeline, ascending. */
    public SortedMap<Long, SegmentSet> timelines() {
        return Collections.unmodifiableSortedMap(timelines);
    }

    public SegmentSet timeline(long timeline) {
        return timelines.getOrDefault(timeline, new SegmentSet());
    }

    /** 0 when no name tells one. */
    public long highestTimeline() {
        return highestTimeline;
    }

    /** The names that tell no timeline, in the order of the listing. */
    public List<String> withoutTimeline() {
        return Collections.unmodifiableList(withoutTimeline);
    }

    /** The objects that may be a timeline's history, by the name without the codec's extension. */
    public List<String> histories(String plainName) {
        return histories.getOrDefault(plainName, List.of());
    }

    private void other(String name, String base) {
        int history = name.indexOf(".history");
        if (history >= 0) {
            histories
                    .computeIfAbsent(name.substring(0, history + ".history".length()), plain -> new ArrayList<>(1))
                    .add(name);
        }
        long timeline = timelineOfHistory(base);
        if (timeline < 0) {
            withoutTimeline.add(name);
        } else {
            highestTimeline = Math.max(highestTimeline, timeline);
        }
    }

    private static long timelineOfHistory(String base) {
        Matcher matcher = HISTORY.matcher(base);
        if (!matcher.matches()) {
            return -1;
        }
        String digits = matcher.group(1).replaceFirst("^0+(?=.)", "");
        long timeline = digits.length() > 8 ? Long.MAX_VALUE : Long.parseLong(digits, 16);
        return timeline > MOST_TIMELINE ? -1 : timeline;
    }

    /** What stands before the last point. */
    static String withoutExtension(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? name : name.substring(0, point);
    }
}
