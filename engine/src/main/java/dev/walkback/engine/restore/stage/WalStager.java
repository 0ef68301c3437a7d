package dev.walkback.engine.restore.stage;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills a stage. What is there already is looked at again instead of fetched again, so the same call goes on where an earlier one
 * ended, however that ended. The manifest comes last: until then a server that asks is told to stop, and one that still uses what
 * an earlier manifest lists goes on with that.
 */
public final class WalStager {

    /** The manifest, the guard, histories, and a file system's own needs. */
    private static final long BESIDES = 1 << 20;

    private final ContentSource source;
    private final WalStage stage;
    private final @Nullable String owner;

    /** @param owner whom the files are to belong to, {@code user} or {@code user:group}; null for whoever runs this */
    public WalStager(ContentSource source, WalStage stage, @Nullable String owner) {
        this.source = source;
        this.stage = stage;
        this.owner = owner;
    }

    /**
     * Stages everything.
     *
     * @throws StageException when the stage would not be what was promised
     * @throws UncheckedIOException when the folder cannot be written
     */
    public Staged stage(StageContents contents) {
        try {
            return filled(contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Staged filled(StageContents contents) throws IOException {
        checkTaken(contents.identifier());
        StageFolder folder = new StageFolder(stage.folder(), owner);
        folder.make();
        checkRoom(contents);
        SegmentFiles files = new SegmentFiles(source, folder, stage, contents);
        List<WantedSegment> wanted = contents.segments();
        source.events().accept(new ReadEvent.Planned(wanted.size(), contents.storedBytes()));
        SegmentFiles.Held[] held = new SegmentFiles.Held[wanted.size()];
        source.forEach(wanted.size(), i -> held[(int) i] = files.hold(wanted.get((int) i)));
        checkSound(List.of(held));
        List<StageManifest.Entry> entries = new HistoryFiles(source, folder).hold(contents);
        long fetched = 0;
        List<Finding> remarks = new ArrayList<>();
        for (SegmentFiles.Held one : held) {
            SegmentContent content = Objects.requireNonNull(one.content());
            entries.add(new StageManifest.Entry(
                    one.wanted().segment().name(), contents.segmentSize().bytes(), content.digest()));
            fetched += one.wasFetched() ? 1 : 0;
            remarks.addAll(one.remarks());
        }
        writeGuard(folder);
        folder.persist();
        StageManifest manifest = new StageManifest(
                system(contents, held), contents.line().timeline(), contents.from(), contents.to(), entries);
        folder.write("manifest", out -> {
            out.write(manifest.text().getBytes(StandardCharsets.US_ASCII));
            return true;
        });
        folder.publish("manifest");
        folder.persist();
        return new Staged(stage, manifest, fetched, remarks);
    }

    private void checkTaken(@Nullable SystemIdentifier ours) {
        if (ours != null
                && stage.manifest() instanceof Document.Read<StageManifest>(StageManifest earlier)
                && !earlier.system().equals(ours)) {
            throw new StageException.Taken(stage.folder(), earlier.system());
        }
    }

    private void checkRoom(StageContents contents) throws IOException {
        long needed = BESIDES;
        for (WantedSegment wanted : contents.segments()) {
            Path file = stage.segment(wanted.segment());
            needed += Files.isRegularFile(file) ? 0 : contents.segmentSize().bytes();
        }
        long free = Files.getFileStore(stage.folder()).getUsableSpace();
        if (needed > free) {
            throw new StageException.NoRoom(stage.folder(), needed, free);
        }
    }

    /** Every segment is sound by itself, and goes on where the one before it ends. */
    private static void checkSound(List<SegmentFiles.Held> held) {
        List<Finding> flaws = new ArrayList<>();
        SegmentFiles.@Nullable Held before = null;
        Lsn lastRecord = Lsn.NONE;
        for (SegmentFiles.Held one : held) {
            SegmentContent content = one.content();
            if (content == null) {
                flaws.addAll(one.flaws());
                before = null;
                lastRecord = Lsn.NONE;
                continue;
            }
            if (before != null && before.content() != null) {
                SegmentCheck.apart(
                                before.wanted().segment(),
                                before.content(),
                                lastRecord,
                                one.wanted().segment(),
                                content)
                        .ifPresent(flaws::add);
            }
            lastRecord = content.lastRecord().equals(Lsn.NONE) ? lastRecord : content.lastRecord();
            before = one;
        }
        if (!flaws.isEmpty()) {
            throw new StageException.Unsound(flaws);
        }
    }

    private static SystemIdentifier system(StageContents contents, SegmentFiles.Held[] held) {
        SystemIdentifier known = contents.identifier();
        if (known != null) {
            return known;
        }
        SegmentContent first = held.length == 0 ? null : held[0].content();
        return new SystemIdentifier(first == null ? 0 : first.systemIdentifier());
    }

    private static void writeGuard(StageFolder folder) throws IOException {
        try (InputStream script = Objects.requireNonNull(WalStager.class.getResourceAsStream("fetch"))) {
            folder.write("fetch", script::transferTo);
            folder.publish("fetch");
        }
    }
}
