package dev.walkback.engine.walrestore;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.walfetch.Fetched;
import dev.walkback.engine.walfetch.Receiver;
import dev.walkback.engine.walfetch.WalFetcher;
import dev.walkback.engine.walfetch.WantedFile;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Fetches it, each file checked before it appears: its length, its headers, its cluster. What cannot be fetched does not keep the others
 * from coming.
 */
public final class WalRestore {

    private final MissingWal missing;
    private final WalFetcher fetcher;

    public WalRestore(MissingWal missing, ContentSource source) {
        this.missing = missing;
        Receiver receiver = new Receiver(
                missing.source().control().systemIdentifier(), missing.source().segmentSize());
        this.fetcher = new WalFetcher(source, Optional.of(receiver));
    }

    /** What came of one segment. */
    public sealed interface Result {

        Segment segment();

        record Restored(Segment segment, long bytes) implements Result {}

        /** The storage answered, and has it not. */
        record Absent(Segment segment) implements Result {}

        record Failed(Segment segment, Exception why) implements Result {}
    }

    /** @param each told of each as it ends */
    public List<Result> run(Consumer<? super Result> each) {
        List<Result> results = new ArrayList<>();
        for (Segment segment : missing.segments()) {
            Result result = restored(segment);
            results.add(result);
            each.accept(result);
        }
        return List.copyOf(results);
    }

    private Result restored(Segment segment) {
        WantedFile wanted = WantedFile.named(segment.name()).orElseThrow();
        try {
            return switch (fetcher.fetch(wanted, missing.source().wal().resolve(segment.name()))) {
                case Fetched.Arrived arrived -> new Result.Restored(segment, arrived.bytes());
                case Fetched.Absent _ -> new Result.Absent(segment);
            };
        } catch (StorageException.Interrupted interrupted) {
            throw interrupted;
        } catch (FileAlreadyExistsException meanwhile) {
            return new Result.Restored(segment, 0);
        } catch (StorageException | IOException e) {
            return new Result.Failed(segment, e);
        }
    }
}
