package dev.walkback.engine.walrestore;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a source of {@code pg_rewind} no longer has of its WAL since the target's line left it.
 *
 * @param parting where the lines part
 * @param segments newest first, as they are fetched
 */
public record MissingWal(LocalLine source, LocalLine.Place parting, List<Segment> segments) {

    public MissingWal {
        segments = List.copyOf(segments);
    }

    /** @throws UnrelatedLinesException when nothing can be rewound between the two */
    public static MissingWal of(LocalLine target, LocalLine source) {
        if (!target.control().systemIdentifier().equals(source.control().systemIdentifier())) {
            throw new UnrelatedLinesException(
                    UnrelatedLinesException.Kind.OTHER_CLUSTER,
                    "System identifiers of target and source clusters are not equal");
        }
        if (target.timeline().equals(source.timeline())) {
            throw new UnrelatedLinesException(
                    UnrelatedLinesException.Kind.SAME_TIMELINE,
                    "Latest checkpoint timelines of target and source clusters are equal");
        }
        LocalLine.Place parting = source.parting(target);
        return new MissingWal(source, parting, segments(source, parting));
    }

    private static List<Segment> segments(LocalLine source, LocalLine.Place parting) {
        TimelineHistory history = source.history();
        List<Timeline> line = history.line();
        List<Segment> missing = new ArrayList<>();
        long end = source.segmentSize().numberOf(parting.at());
        long number = source.newest().number();
        for (Timeline timeline : line.reversed()) {
            long begin = begin(source, timeline);
            for (; number >= begin && number >= 0; number--) {
                Segment segment = new Segment(timeline, number, source.segmentSize());
                if (!source.segments().contains(segment)) {
                    missing.add(segment);
                }
                if (number <= end) {
                    return missing;
                }
            }
            if (timeline.equals(parting.timeline())) {
                return missing;
            }
        }
        return missing;
    }

    /** The segment that a timeline begins in has it from its first byte on: the part before is copied into it. */
    private static long begin(LocalLine source, Timeline timeline) {
        List<Timeline> line = source.history().line();
        int at = line.indexOf(timeline);
        return at == 0
                ? 0
                : source.segmentSize()
                        .numberOf(source.history().leftAt(line.get(at - 1)).orElseThrow());
    }
}
