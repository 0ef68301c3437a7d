package dev.walkback.engine.walrestore;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a data directory stands, told by its own files.
 *
 * @param wal its folder of WAL
 * @param segments that are there by name
 */
public record LocalLine(Path data, PgControl control, Path wal, TimelineHistory history, Set<Segment> segments) {

    private static final String CONTROL = "global/pg_control";

    public LocalLine {
        segments = Set.copyOf(segments);
    }

    /** Looks. What must be there and is not, or makes no sense, is an {@link IOException} that says so. */
    public static LocalLine of(Path data) throws IOException {
        Path file = data.resolve(CONTROL);
        PgControl control = switch (PgControl.read(Files.readAllBytes(file))) {
            case Document.Read<PgControl>(PgControl read) -> read;
            case Document.Unreadable<PgControl>(String why) -> throw new IOException(file + ": " + why);
            case Document.Absent<PgControl> _ -> throw new NoSuchFileException(file.toString());
        };
        Path wal = wal(data);
        Timeline timeline = new Timeline(control.checkpoint().timeline());
        return new LocalLine(
                data,
                control,
                wal,
                history(timeline, wal),
                segments(wal, control.form().segmentSize()));
    }

    private static Path wal(Path data) throws IOException {
        for (String name : List.of("pg_wal", "pg_xlog")) {
            if (Files.isDirectory(data.resolve(name))) {
                return data.resolve(name);
            }
        }
        throw new NoSuchFileException(data.resolve("pg_wal").toString());
    }

    private static TimelineHistory history(Timeline timeline, Path wal) throws IOException {
        if (timeline.id() == 1) {
            return TimelineHistory.none(timeline);
        }
        Path file = wal.resolve(timeline.historyName());
        return switch (HistoryFormat.read(timeline, Files.readString(file, StandardCharsets.ISO_8859_1))) {
            case Document.Read<TimelineHistory>(TimelineHistory read) -> read;
            case Document.Unreadable<TimelineHistory>(String why) -> throw new IOException(file + ": " + why);
            case Document.Absent<TimelineHistory> _ -> throw new NoSuchFileException(file.toString());
        };
    }

    private static Set<Segment> segments(Path wal, SegmentSize size) throws IOException {
        Set<Segment> segments = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wal)) {
            for (Path file : files) {
                if (WalFile.named(file.getFileName().toString()) instanceof WalFile.Whole(WalFile.Digits digits)) {
                    digits.in(size).ifPresent(segments::add);
                }
            }
        }
        return segments;
    }

    public Timeline timeline() {
        return history.timeline();
    }

    public SegmentSize segmentSize() {
        return control.form().segmentSize();
    }

    /** The newest of its own timeline that there is, or that its last checkpoint lies in. */
    Segment newest() {
        Segment checkpoint = Segment.at(timeline(), control.checkpoint().at(), segmentSize());
        return segments.stream()
                .filter(segment -> segment.timeline().equals(timeline()))
                .filter(segment -> segment.compareTo(checkpoint) > 0)
                .sorted(Comparator.reverseOrder())
                .filter(this::isWritten)
                .findFirst()
                .orElse(checkpoint);
    }

    /** Files that are kept for later have their names already, and old content. */
    private boolean isWritten(Segment segment) {
        try (InputStream file = Files.newInputStream(wal.resolve(segment.name()))) {
            return WalPageHeader.read(file.readNBytes(WalPageHeader.LONG_BYTES))
                    .filter(header -> header.address().equals(segment.start()))
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Up to where this line and another are one: the earlier of the two ends of the last timeline that both were on. */
    public Place parting(LocalLine other) {
        Place last = null;
        for (Timeline timeline : history.line()) {
            if (!other.history.line().contains(timeline)) {
                break;
            }
            Lsn ours = history.leftAt(timeline).orElse(Lsn.LAST);
            Lsn theirs = other.history.leftAt(timeline).orElse(Lsn.LAST);
            last = new Place(timeline, ours.isBefore(theirs) ? ours : theirs);
            if (!ours.equals(theirs)) {
                break;
            }
        }
        if (last == null) {
            throw new UnrelatedLinesException(this, other);
        }
        return last;
    }

    /** A position on a timeline. */
    public record Place(Timeline timeline, Lsn at) {}
}
