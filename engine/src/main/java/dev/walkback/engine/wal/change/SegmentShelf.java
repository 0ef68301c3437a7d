package dev.walkback.engine.wal.change;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.record.WalFiles;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.layer.ObjectFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Segments, from the server's own folder where it still has them, else from the archive. A server uses files again: what is in one may
 * be something else than its name says, and may become it while we read.
 */
final class SegmentShelf {

    private final @Nullable Path folder;
    private final @Nullable ContentSource archive;
    private final Set<Long> notFromFolder = new HashSet<>();
    private final Set<Long> fromFolder = new HashSet<>();
    private long bytes;
    private int segments;

    SegmentShelf(@Nullable Path folder, @Nullable ContentSource archive) {
        this.folder = folder;
        this.archive = archive;
    }

    Optional<WalFiles.Opened> open(Segment segment) throws IOException {
        Optional<InputStream> found = inFolder(segment);
        if (found.isEmpty()) {
            found = inArchive(segment.name());
        }
        segments += found.isPresent() ? 1 : 0;
        return found.map(in -> new WalFiles.Opened(segment, in));
    }

    /** An object of the archive by its plain name. */
    Optional<InputStream> inArchive(String name) throws IOException {
        if (archive == null) {
            return Optional.empty();
        }
        Optional<ObjectInfo> object =
                new ObjectFinder(archive.storage()).find(name).first();
        if (object.isEmpty()) {
            return Optional.empty();
        }
        bytes += object.get().size();
        return Optional.of(archive.open(object.get()));
    }

    /** @return whether it came from the folder, so that the archive may have a better one */
    boolean distrustFolder(long number) {
        return fromFolder.contains(number) && notFromFolder.add(number);
    }

    long bytes() {
        return bytes;
    }

    int segments() {
        return segments;
    }

    private Optional<InputStream> inFolder(Segment segment) throws IOException {
        if (folder == null || notFromFolder.contains(segment.number())) {
            return Optional.empty();
        }
        Path file = folder.resolve(segment.name());
        try {
            if (Files.size(file) != segment.size().bytes()) {
                return Optional.empty();
            }
            InputStream in = Files.newInputStream(file);
            fromFolder.add(segment.number());
            bytes += segment.size().bytes();
            return Optional.of(in);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }
}
