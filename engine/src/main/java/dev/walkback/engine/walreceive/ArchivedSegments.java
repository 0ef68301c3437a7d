package dev.walkback.engine.walreceive;

import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which whole segments of a server's past are in the archive, each on the timeline that has it whole. */
final class ArchivedSegments {

    private static final String FOLDER = "wal_005/";
    private static final int DIGITS = 24;

    private final Storage storage;
    private final TimelineHistory line;
    private final SegmentSize size;

    ArchivedSegments(Storage storage, TimelineHistory line, SegmentSize size) {
        this.storage = storage;
        this.line = line;
        this.size = size;
    }

    /** The segment of that number as a server of this line needs it: of a switch within it only the later timeline has it whole. */
    Segment whole(long number) {
        Segment any = new Segment(Timeline.FIRST, number, size);
        return any.on(line.at(any.end().plus(-1)));
    }

    /** The first from there on that is not in the archive. */
    long firstMissing(long from) {
        Set<Long> there = new HashSet<>();
        for (Timeline timeline : line.line()) {
            try (Stream<ObjectInfo> objects = storage.list(of(timeline).from(key(timeline, from)))) {
                numbers(objects, timeline).forEach(there::add);
            }
        }
        long missing = from;
        while (there.contains(missing)) {
            missing++;
        }
        return missing;
    }

    /** The last before there that is in the archive. */
    Optional<Long> lastBefore(long number) {
        List<Timeline> newestFirst = line.line().reversed();
        for (Timeline timeline : newestFirst) {
            try (Stream<ObjectInfo> objects = storage.list(of(timeline).to(key(timeline, number)))) {
                Optional<Long> last = numbers(objects, timeline).reduce((earlier, later) -> later);
                if (last.isPresent()) {
                    return last;
                }
            }
        }
        return Optional.empty();
    }

    private static KeyRange of(Timeline timeline) {
        return KeyRange.prefix(FOLDER
                + timeline.historyName().substring(0, timeline.historyName().indexOf('.')));
    }

    private String key(Timeline timeline, long number) {
        return FOLDER + new Segment(timeline, number, size).name();
    }

    /** Of objects that hold a whole segment of this line. */
    private Stream<Long> numbers(Stream<ObjectInfo> objects, Timeline timeline) {
        return objects.map(this::segment)
                .flatMap(Optional::stream)
                .filter(segment -> segment.timeline().equals(timeline)
                        && whole(segment.number()).equals(segment))
                .map(Segment::number);
    }

    /** An object without bytes is no WAL, and neither is part of a segment. */
    private Optional<Segment> segment(ObjectInfo object) {
        String name = object.key().substring(FOLDER.length());
        if (object.size() == 0 || name.length() < DIGITS) {
            return Optional.empty();
        }
        String rest = name.substring(DIGITS);
        boolean whole = rest.isEmpty()
                || (rest.startsWith(".")
                        && Codecs.withExtension(rest.substring(1)).isPresent());
        return whole && WalFile.named(name.substring(0, DIGITS)) instanceof WalFile.Whole(WalFile.Digits digits)
                ? digits.in(size)
                : Optional.empty();
    }
}
