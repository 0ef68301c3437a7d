package dev.walkback.engine.walfetch;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.FoundObjects;
import dev.walkback.storage.layer.ObjectFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one file of WAL: finds its object, decodes it into a file beside the destination, checks it, and only then gives it the name
 * that was asked for.
 *
 * <p>Where several objects claim the name (somebody changed the codec and sent it again) the sound one is taken: all of a segment's records
 * are read then, and the one that goes furthest without a flaw wins, WAL-G's first choice among equals.
 */
public final class WalFetcher {

    private final ContentSource source;
    private final @Nullable Receiver receiver;
    private final ArchiveOwners owners;

    /** @param receiver the cluster that it is for; empty where nobody knows, and then the archive's own backups say whose WAL belongs */
    public WalFetcher(ContentSource source, Optional<Receiver> receiver) {
        this.source = source;
        this.owners = new ArchiveOwners(source);
        this.receiver = receiver.orElse(null);
    }

    /** What there is of a file now: one request, or one of each ending side by side. */
    public FoundObjects find(WantedFile wanted) {
        return new ObjectFinder(source.storage()).find(wanted.logicalName());
    }

    /**
     * @throws StorageException when the storage did not answer, or what it has is damaged, of another cluster, or locked with another key
     * @throws IOException when the destination cannot be written, or is taken
     */
    public Fetched fetch(WantedFile wanted, Path destination) throws IOException {
        FoundObjects found = find(wanted);
        try {
            return fetch(wanted, found, destination);
        } catch (StorageException.Missing gone) {
            // it was there a moment ago: moved, or stored again under another ending
            return fetch(wanted, find(wanted), destination);
        }
    }

    /** The same, of objects that were looked up before. */
    public Fetched fetch(WantedFile wanted, FoundObjects found, Path destination) throws IOException {
        if (found.isMissing()) {
            return new Fetched.Absent();
        }
        try (ArrivingFile file = ArrivingFile.at(destination)) {
            return fetched(wanted, found, file);
        }
    }

    /** The same, written to another place on its way. */
    Fetched fetch(WantedFile wanted, FoundObjects found, Path destination, Path unfinished) throws IOException {
        if (found.isMissing()) {
            return new Fetched.Absent();
        }
        try (ArrivingFile file = ArrivingFile.at(destination, unfinished)) {
            return fetched(wanted, found, file);
        }
    }

    private Fetched fetched(WantedFile wanted, FoundObjects found, ArrivingFile file) throws IOException {
        Decoding decoding = new Decoding(source, wanted, receiver, owners);
        ObjectInfo chosen = found.isAmbiguous()
                ? soundest(found, decoding)
                : found.objects().getFirst();
        long bytes = decoding.into(file, chosen);
        file.publish();
        return new Fetched.Arrived(chosen, bytes);
    }

    /** Reads every candidate without keeping it, which is rare enough to pay for twice. */
    private static ObjectInfo soundest(FoundObjects found, Decoding decoding) throws IOException {
        List<StorageException> failures = new ArrayList<>();
        ObjectInfo best = null;
        SegmentContent bestContent = null;
        for (ObjectInfo object : found.objects()) {
            try {
                SegmentContent content = decoding.tried(object);
                if (best == null || isBetter(content, bestContent)) {
                    best = object;
                    bestContent = content;
                }
            } catch (StorageException.Damaged | StorageException.WrongKey | StorageException.Missing spoilt) {
                failures.add(spoilt);
            }
        }
        if (best == null) {
            throw failures.getFirst();
        }
        return best;
    }

    /** Files that are no segments have no content to weigh, and the first that reads is as good as any. */
    private static boolean isBetter(@Nullable SegmentContent one, @Nullable SegmentContent other) {
        if (one == null || other == null || other.isWhole()) {
            return false;
        }
        return one.isWhole() || other.flawAt().isBefore(one.flawAt());
    }
}
