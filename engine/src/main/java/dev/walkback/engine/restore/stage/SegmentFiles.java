package dev.walkback.engine.restore.stage;

import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.record.SegmentScan;
import dev.walkback.storage.StorageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings segments into a stage, each by itself. For several threads. */
final class SegmentFiles {

    private static final int BUFFER = 256 << 10;

    private final ContentSource source;
    private final StageFolder folder;
    private final WalStage stage;
    private final SegmentCheck check;

    SegmentFiles(ContentSource source, StageFolder folder, WalStage stage, StageContents contents) {
        this.source = source;
        this.folder = folder;
        this.stage = stage;
        this.check = new SegmentCheck(contents);
    }

    /**
     * What became of a segment.
     *
     * @param content of the file that is staged now; null when no copy was sound
     * @param flaws of copies that were not taken
     */
    record Held(
            WantedSegment wanted,
            @Nullable SegmentContent content,
            boolean wasFetched,
            List<Finding> flaws,
            List<Finding> remarks) {}

    Held hold(WantedSegment wanted) {
        try {
            Held held = staged(wanted);
            return held != null ? held : fetched(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looked at again, since nobody knows what happened to the file meanwhile. */
    private @Nullable Held staged(WantedSegment wanted) throws IOException {
        Path file = stage.segment(wanted.segment());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            SegmentContent content = SegmentScan.read(bytes, wanted.segment());
            return check.flaw(wanted, content, file.toString()).isEmpty()
                    ? new Held(wanted, content, false, List.of(), remarks(wanted, content, file.toString()))
                    : null;
        }
    }

    private Held fetched(WantedSegment wanted) throws IOException {
        List<Finding> flaws = new ArrayList<>();
        for (String key : keys(wanted)) {
            Optional<SegmentContent> content = written(wanted, key, flaws);
            if (content.isPresent()) {
                folder.publish(wanted.segment().name());
                source.events().accept(new ReadEvent.Done(key));
                return new Held(wanted, content.get(), true, flaws, remarks(wanted, content.get(), key));
            }
        }
        folder.drop(wanted.segment().name());
        if (flaws.isEmpty()) {
            flaws.add(SegmentCheck.empty(wanted.segment()));
        }
        return new Held(wanted, null, true, flaws, List.of());
    }

    /** Empty when it is not to be used, with the reason among the flaws. */
    private Optional<SegmentContent> written(WantedSegment wanted, String key, List<Finding> flaws) throws IOException {
        Segment segment = wanted.segment();
        return folder.write(segment.name(), out -> {
            try (InputStream stored = source.open(key);
                    InputStream plain = wanted.isPartial()
                            ? new PaddedInput(stored, segment.size().bytes())
                            : stored) {
                SegmentContent content = SegmentScan.read(new CopiedInput(plain, out), segment);
                Optional<Finding> flaw = check.flaw(wanted, content, key);
                flaw.ifPresent(flaws::add);
                return flaw.isPresent() ? Optional.empty() : Optional.of(content);
            } catch (StorageException failure) {
                flaws.add(SegmentCheck.unreadable(segment, key, failure));
                return Optional.empty();
            }
        });
    }

    private List<String> keys(WantedSegment wanted) {
        return wanted.isPartial()
                ? StoredNames.of(source.storage(), wanted.segment().name() + ".partial")
                : wanted.copies().stream()
                        .map(WalShelf.Stored::fileName)
                        .map(StoredNames::key)
                        .toList();
    }

    private List<Finding> remarks(WantedSegment wanted, SegmentContent content, String key) {
        return check.remark(wanted, content, key).stream().toList();
    }
}
