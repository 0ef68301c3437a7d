package dev.walkback.engine.walfetch;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.FoundObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a stretch of the archive holds from where a server is, as it was when it was looked at: one listing for many segments. Names are
 * foretold as PostgreSQL asks for them: of each number the newest timeline of its history first, none that begins later, and none older
 * than that of the segment before.
 *
 * @param from the first number that was looked for
 * @param to the last
 */
record Upcoming(TimelineHistory history, long from, long to, Map<String, List<ObjectInfo>> objects) {

    private static final String FOLDER = "wal_005/";
    private static final int NAME = 24;

    /** Looks at the numbers after this segment. */
    static Upcoming after(Segment segment, int count, @Nullable Path data, Storage storage) throws IOException {
        TimelineHistory history = history(segment.timeline(), data);
        long to = Math.min(
                segment.number() + count, Long.divideUnsigned(-1, segment.size().bytes()) - 1);
        Map<String, List<ObjectInfo>> objects = new HashMap<>();
        for (Timeline timeline : newestFirst(history, segment.timeline())) {
            String first = segment.on(timeline).name();
            String end = new Segment(timeline, to + 1, segment.size()).name();
            KeyRange range = KeyRange.prefix(FOLDER).from(FOLDER + first).to(FOLDER + end);
            try (Stream<ObjectInfo> listed = storage.list(range)) {
                listed.forEach(object -> segmentOf(object)
                        .ifPresent(name -> objects.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(object)));
            }
        }
        return new Upcoming(history, segment.number(), to, objects);
    }

    /** Whether this tells all that could be told of the numbers that follow. */
    boolean covers(Segment position, int count) {
        return position.number() >= from
                && position.number() + count <= to
                && history.line().contains(position.timeline());
    }

    /** What will be asked for after this segment, as far as it is there without a gap. */
    List<Segment> next(Segment position, int count) {
        List<Segment> next = new ArrayList<>();
        Timeline oldest = position.timeline();
        for (long number = position.number() + 1; number <= to && next.size() < count; number++) {
            Optional<Segment> found = at(number, oldest, position);
            if (found.isEmpty()) {
                break;
            }
            next.add(found.get());
            oldest = found.get().timeline();
        }
        return next;
    }

    FoundObjects found(WantedFile wanted) {
        return new FoundObjects(wanted.logicalName(), objects.getOrDefault(wanted.name(), List.of()));
    }

    private Optional<Segment> at(long number, Timeline oldest, Segment like) {
        return newestFirst(history, oldest).stream()
                .filter(timeline -> beginsIn(timeline, like) <= number)
                .map(timeline -> new Segment(timeline, number, like.size()))
                .filter(segment -> objects.containsKey(segment.name()))
                .findFirst();
    }

    private long beginsIn(Timeline timeline, Segment like) {
        List<Timeline> line = history.line();
        int place = line.indexOf(timeline);
        return place <= 0
                ? 0
                : like.size().numberOf(history.switches().get(place - 1).at());
    }

    private static List<Timeline> newestFirst(TimelineHistory history, Timeline oldest) {
        return history.line().stream()
                .filter(timeline -> timeline.compareTo(oldest) >= 0)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** A segment by its plain name, whatever it was compressed with. */
    private static Optional<String> segmentOf(ObjectInfo object) {
        String file = object.key().substring(FOLDER.length());
        if (file.length() < NAME || !(WalFile.named(file.substring(0, NAME)) instanceof WalFile.Whole)) {
            return Optional.empty();
        }
        boolean stored = file.length() == NAME
                || (file.charAt(NAME) == '.'
                        && Codecs.withExtension(file.substring(NAME + 1)).isPresent());
        return stored ? Optional.of(file.substring(0, NAME)) : Optional.empty();
    }

    /** The newest history among those the server has fetched for itself that leads through this timeline. */
    private static TimelineHistory history(Timeline through, @Nullable Path data) throws IOException {
        TimelineHistory newest = TimelineHistory.none(through);
        if (data == null) {
            return newest;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(data.resolve("pg_wal"), "*.history")) {
            for (Path file : files) {
                if (WalFile.named(file.getFileName().toString()) instanceof WalFile.History(Timeline timeline)) {
                    TimelineHistory read =
                            HistoryFormat.read(timeline, text(file)).optional().orElse(newest);
                    newest = read.line().contains(through) && read.timeline().compareTo(newest.timeline()) > 0
                            ? read
                            : newest;
                }
            }
        } catch (NoSuchFileException none) {
            // before PostgreSQL 10 the folder has another name, and a guess fewer is no harm
        }
        return newest;
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }
}
