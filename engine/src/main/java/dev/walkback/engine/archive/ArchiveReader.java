package dev.walkback.engine.archive;

import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Takes one look at a storage. It is listed once, its folders side by side, and the small documents of backups and timelines are
 * fetched while the listing goes on: over a slow line, what costs is one round trip after another.
 *
 * <p>A look that is interrupted, or that broke half way, still tells what it saw, and says that it is not all: see
 * {@link Archive#complete()}. The thread's interrupt flag is set then.
 */
public final class ArchiveReader {

    private final Clock clock;
    private final DocumentCache cache;
    private final ReadingLimits limits;
    private final Consumer<ReadingProgress> progress;

    /** @param progress is told from several threads, but never by two at once */
    public ArchiveReader(Clock clock, DocumentCache cache, ReadingLimits limits, Consumer<ReadingProgress> progress) {
        this.clock = clock;
        this.cache = cache;
        this.limits = limits;
        this.progress = progress;
    }

    /** A reader for one look that nobody watches. */
    public static ArchiveReader plain(Clock clock) {
        return new ArchiveReader(clock, DocumentCache.NONE, ReadingLimits.USUAL, seen -> {});
    }

    /**
     * Looks, and says what is there.
     *
     * @param layers open what is compressed or encrypted; documents of backups are neither
     * @throws StorageException when nothing at all could be seen
     */
    public Archive read(Storage storage, Layers layers) {
        Meter meter = new Meter(progress);
        try (DocumentCache.Shelf shelf = cache.shelf(storage.location())) {
            Look look = new Look(storage, layers, shelf, limits, meter);
            Instant listedAt = clock.instant();
            Assembly assembly = new Assembly(look.take(), listedAt, clock);
            Archive archive = assembly.archive(look.documents(), limits);
            meter.finish();
            return archive;
        }
    }
}
