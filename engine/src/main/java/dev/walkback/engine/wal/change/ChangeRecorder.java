package dev.walkback.engine.wal.change;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.engine.walpush.PushedFile;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes the maps of changed blocks while WAL is pushed ({@code WALG_USE_WAL_DELTA}): one for each sixteen segments, stored as soon as
 * all of them were seen, and kept in a folder of the server's until then. Whatever goes wrong with a map is a warning and never the
 * push's failure: who misses a map reads the segments themselves.
 *
 * <p>Any thread may hand files over. What was handed over is not kept beyond the process before {@link #flush}.
 */
public final class ChangeRecorder implements Consumer<PushedFile> {

    private static final String FOLDER = "wal_005/";
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::first);

    private final Path folder;
    private final ContentSink sink;
    private final Consumer<? super String> warnings;
    private final Map<Group, GroupRecording> groups = new TreeMap<>(ORDER);

    /** @param folder of unfinished maps, made when there is something to keep: {@code pg_wal/walg_data} */
    public ChangeRecorder(Path folder, ContentSink sink, Consumer<? super String> warnings) {
        this.folder = folder;
        this.sink = sink;
        this.warnings = warnings;
    }

    /** Reads through a segment that the archive has now. */
    @Override
    public void accept(PushedFile file) {
        if (file.file() instanceof WalFile.Whole(WalFile.Digits digits)) {
            segment(digits, file.plain()).ifPresent(segment -> record(segment, file.plain()));
        }
    }

    /** Stores the maps that are whole, and keeps what is needed to go on with the others. */
    public synchronized void flush() {
        try {
            Files.createDirectories(folder);
            List.copyOf(groups.values()).forEach(this::settle);
            removeOld();
        } catch (IOException failed) {
            warnings.accept("unfinished maps of changed blocks cannot be kept in " + folder + ": " + failed);
        }
    }

    private static Optional<Segment> segment(WalFile.Digits digits, Content.Stored plain) {
        try (InputStream in = plain.open(0)) {
            return WalPageHeader.read(in.readNBytes(WalPageHeader.LONG_BYTES))
                    .map(WalPageHeader::origin)
                    .flatMap(origin -> digits.in(origin.segmentSize()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void record(Segment segment, Content.Stored plain) {
        try {
            SegmentTrace trace = SegmentTrace.of(segment, plain);
            add(segment, trace);
        } catch (SegmentTrace.Untraceable | IOException why) {
            cancel(segment, why);
        }
    }

    private synchronized void add(Segment segment, SegmentTrace trace) {
        Group group = Group.of(segment);
        int index = Group.indexOf(segment);
        recording(group).add(index, trace);
        if (index == GroupMap.SEGMENTS - 1) {
            recording(group.next()).previousHead(trace.head());
        }
    }

    /** A group whose segment cannot be traced has no map, nor has one that begins within a record of that segment. */
    private synchronized void cancel(Segment segment, Exception why) {
        warnings.accept("no map of changed blocks is made with " + segment + ": " + why.getMessage());
        recording(Group.of(segment)).cancel();
        recording(Group.of(segment.next())).cancel();
    }

    private GroupRecording recording(Group group) {
        return groups.computeIfAbsent(group, wanted -> {
            try {
                return GroupRecording.in(folder, wanted);
            } catch (IOException damaged) {
                warnings.accept("the unfinished map " + wanted.mapName() + " in " + folder + " is begun anew: "
                        + damaged.getMessage());
                return GroupRecording.anew(wanted);
            }
        });
    }

    private void settle(GroupRecording recording) {
        try {
            if (recording.isCancelled()) {
                recording.remove(folder);
            } else if (recording.isWhole()) {
                store(recording);
                recording.remove(folder);
                groups.remove(recording.group());
            } else {
                recording.save(folder);
            }
        } catch (SegmentTrace.Untraceable why) {
            warnings.accept("no map of changed blocks is made of "
                    + recording.group().first() + " and on: " + why.getMessage());
            recording.cancel();
        } catch (IOException | StorageException why) {
            warnings.accept("the map " + recording.group().mapName() + " is not stored: " + why.getMessage());
        }
    }

    private void store(GroupRecording recording) throws IOException, SegmentTrace.Untraceable {
        recording.finish();
        Content map = new Content.Produced() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                recording.writeMap(out);
            }
        };
        sink.write(FOLDER + recording.group().mapName(), map, Overwrite.ALLOWED);
    }

    /** Of groups that were never finished, and will not be: a server pushes in order. */
    private void removeOld() throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        Group oldest = groups.keySet().iterator().next();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName()).replaceFirst("_part$", "");
                if (WalFile.named(name) instanceof WalFile.DeltaMap(WalFile.Digits digits)
                        && digits.in(oldest.first().size())
                                .filter(first -> first.number() + 2L * GroupMap.SEGMENTS
                                        < oldest.first().number())
                                .isPresent()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
