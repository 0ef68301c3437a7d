package dev.walkback.engine.basebackup;

import dev.walkback.engine.archive.HistoryFormat;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.storage.codec.Codecs;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that {@code archive_command = 'cp %p …'} filled: WAL under the names that the server gives it, with or without the ending
 * of a compressor. One look at it.
 *
 * @param sizeIsKnown false where no segment could be read: then the usual size is assumed
 * @param system whose WAL it is; null where no segment tells
 * @param files by the names that PostgreSQL asks for
 * @param histories those that can be read
 * @param doubts what does not belong there, or cannot be used
 */
public record WalArchive(
        Path folder,
        SegmentSize segmentSize,
        boolean sizeIsKnown,
        @Nullable SystemIdentifier system,
        NavigableMap<String, Stored> files,
        NavigableMap<Timeline, TimelineHistory> histories,
        List<Doubt> doubts) {

    private static final Pattern ENDING = Pattern.compile("(?<name>.+?)(?:\\.(?<ending>gz|lz4|zst))?");

    public WalArchive {
        files = Collections.unmodifiableNavigableMap(files);
        histories = Collections.unmodifiableNavigableMap(histories);
        doubts = List.copyOf(doubts);
    }

    /**
     * One file.
     *
     * @param ending of the compressor, without the dot; empty for none
     * @param bytes as it lies there
     */
    public record Stored(String name, String ending, Path path, long bytes) {

        InputStream open() throws IOException {
            return Codecs.withExtension(ending)
                    .orElseThrow()
                    .decoding(new BufferedInputStream(Files.newInputStream(path), 1 << 17));
        }
    }

    /** Something about a file that somebody should know. */
    public record Doubt(String name, String why) {}

    /** Looks at the names and sizes, and at the heads of a segment and of histories. */
    public static WalArchive look(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        List<Doubt> doubts = new ArrayList<>();
        NavigableMap<String, Stored> files = files(folder, doubts);
        WalPageHeader.Origin origin = origin(files);
        SegmentSize size = origin == null ? SegmentSize.USUAL : origin.segmentSize();
        useless(files, size, doubts).forEach(files::remove);
        return new WalArchive(
                folder.toAbsolutePath().normalize(),
                size,
                origin != null,
                origin == null ? null : new SystemIdentifier(origin.systemIdentifier()),
                files,
                histories(files, doubts),
                doubts);
    }

    private static NavigableMap<String, Stored> files(Path folder, List<Doubt> doubts) throws IOException {
        NavigableMap<String, Stored> files = new TreeMap<>();
        List<Path> all;
        try (Stream<Path> entries = Files.list(folder)) {
            all = entries.sorted().toList();
        }
        for (Path path : all) {
            String file = String.valueOf(path.getFileName());
            Matcher parts = ENDING.matcher(file);
            String name = parts.matches() ? parts.group("name") : file;
            String ending = parts.matches() && parts.group("ending") != null ? parts.group("ending") : "";
            boolean isWal = switch (WalFile.named(name)) {
                case WalFile.Whole _, WalFile.Partial _, WalFile.History _, WalFile.BackupHistory _ -> true;
                default -> false;
            };
            if (!isWal || !Files.isRegularFile(path)) {
                doubts.add(new Doubt(file, "it is no WAL, and is left alone"));
            } else if (files.putIfAbsent(name, new Stored(name, ending, path, Files.size(path))) != null) {
                doubts.add(new Doubt(
                        file,
                        "it is there twice, also as " + files.get(name).path().getFileName()));
            }
        }
        return files;
    }

    private static List<String> useless(NavigableMap<String, Stored> files, SegmentSize size, List<Doubt> doubts) {
        List<String> useless = new ArrayList<>();
        for (Stored file : files.values()) {
            boolean segment = WalFile.named(file.name()) instanceof WalFile.Whole;
            if (file.bytes() == 0) {
                doubts.add(new Doubt(file.name(), "it is empty"));
                useless.add(file.name());
            } else if (segment && file.ending().isEmpty() && file.bytes() != size.bytes()) {
                doubts.add(new Doubt(file.name(), "it has " + file.bytes() + " bytes instead of " + size.bytes()));
                useless.add(file.name());
            }
        }
        return useless;
    }

    /** The first segment that can be read tells. */
    private static WalPageHeader.@Nullable Origin origin(NavigableMap<String, Stored> files) {
        int tries = 0;
        for (Stored file : files.values()) {
            if (!(WalFile.named(file.name()) instanceof WalFile.Whole)) {
                continue;
            }
            try (InputStream in = file.open()) {
                WalPageHeader header = WalPageHeader.read(in.readNBytes(WalPageHeader.LONG_BYTES))
                        .orElse(null);
                if (header != null && header.origin() != null) {
                    return header.origin();
                }
            } catch (IOException unreadable) {
                // the next one may be sound
            }
            if (++tries > 8) {
                break;
            }
        }
        return null;
    }

    private static NavigableMap<Timeline, TimelineHistory> histories(
            NavigableMap<String, Stored> files, List<Doubt> doubts) {
        NavigableMap<Timeline, TimelineHistory> histories = new TreeMap<>();
        for (Stored file : files.values()) {
            if (WalFile.named(file.name()) instanceof WalFile.History(Timeline timeline)) {
                try (InputStream in = file.open()) {
                    String text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
                    switch (HistoryFormat.read(timeline, text)) {
                        case Document.Read<TimelineHistory>(TimelineHistory read) -> histories.put(timeline, read);
                        case Document.Unreadable<TimelineHistory>(String why) ->
                            doubts.add(new Doubt(file.name(), why));
                        case Document.Absent<TimelineHistory> _ -> {}
                    }
                } catch (IOException unreadable) {
                    doubts.add(new Doubt(file.name(), "it cannot be read: " + unreadable.getMessage()));
                }
            }
        }
        return histories;
    }

    /** Which segments there are, by timeline. */
    public NavigableMap<Timeline, Coverage> coverage() {
        Map<Timeline, List<Segment>> segments = files.keySet().stream()
                .flatMap(name -> segment(name).stream())
                .collect(Collectors.groupingBy(Segment::timeline));
        NavigableMap<Timeline, Coverage> coverage = new TreeMap<>();
        segments.forEach((timeline, all) -> coverage.put(timeline, Coverage.of(timeline, all)));
        return coverage;
    }

    private Optional<Segment> segment(String name) {
        return WalFile.named(name) instanceof WalFile.Whole(WalFile.Digits digits)
                ? digits.in(segmentSize)
                : Optional.empty();
    }

    /** The past of a timeline; the first has none, and needs no file. */
    public Optional<TimelineHistory> history(Timeline timeline) {
        TimelineHistory read = histories.get(timeline);
        return read == null && timeline.equals(Timeline.FIRST)
                ? Optional.of(TimelineHistory.none(timeline))
                : Optional.ofNullable(read);
    }

    public List<String> partials() {
        return files.keySet().stream()
                .filter(name -> WalFile.named(name) instanceof WalFile.Partial)
                .toList();
    }

    /** Endings of compressors that some of it has. */
    public List<String> endings() {
        return files.values().stream()
                .map(Stored::ending)
                .filter(ending -> !ending.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    public long bytes() {
        return files.values().stream().mapToLong(Stored::bytes).sum();
    }
}
