package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.TimelineWal;
import dev.walkback.engine.archive.WalShelf;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentContent;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.record.SegmentScan;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads every segment of a cluster, several at once, and holds what is in it against its name, the cluster and its neighbours.
 * An object that was read before and has not changed since is not read again.
 *
 * <p>Not for several threads; its source reads with several.
 */
public final class WalContentCheck {

    private static final String FOLDER = "wal_005/";

    private final ContentSource source;
    private final VerdictMemory memory;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong remembered = new AtomicLong();
    private final AtomicLong storedBytes = new AtomicLong();
    private final AtomicLong plainBytes = new AtomicLong();
    private final AtomicReference<StorageException.@Nullable WrongKey> locked = new AtomicReference<>();

    /** @param memory is saved by whoever made it, also after an interruption: what was read by then need not be read again */
    public WalContentCheck(ContentSource source, VerdictMemory memory) {
        this.source = source;
        this.memory = memory;
    }

    /** Of all timelines. */
    public WalContentReport check(Cluster cluster) {
        return check(
                cluster, cluster.timelines().stream().map(TimelineWal::timeline).toList());
    }

    /**
     * Of some timelines.
     *
     * @throws StorageException when nothing could be read at all, or reading was interrupted
     */
    public WalContentReport check(Cluster cluster, Collection<Timeline> timelines) {
        WalFindings findings = new WalFindings(cluster);
        long objects = 0;
        plan(cluster, timelines);
        for (TimelineWal wal : cluster.timelines()) {
            if (timelines.contains(wal.timeline())) {
                objects += wal.segments().count();
                check(wal, findings);
            }
        }
        StorageException.WrongKey wrongKey = locked.get();
        if (wrongKey != null && read.get() + remembered.get() == 0) {
            throw wrongKey;
        }
        return new WalContentReport(
                objects,
                read.get(),
                remembered.get(),
                storedBytes.get(),
                plainBytes.get(),
                findings.found(),
                findings.further());
    }

    private void check(TimelineWal wal, WalFindings findings) {
        WalShelf shelf = wal.segments();
        // of a million segments a hundred megabytes, for as long as their timeline takes
        @Nullable SegmentContent[] contents = new @Nullable SegmentContent[shelf.count()];
        Map<Integer, String> whys = new ConcurrentHashMap<>();
        LongConsumer each = i -> contents[(int) i] = content(shelf.at((int) i), (int) i, whys);
        source.forEach(shelf.count(), each);
        findings.timeline(wal, contents, whys);
    }

    /** Null for what could not be read; the reason is told among the {@code whys}. */
    private @Nullable SegmentContent content(WalShelf.Stored stored, int index, Map<Integer, String> whys) {
        if (stored.bytes() == 0) {
            return null;
        }
        String key = FOLDER + stored.fileName();
        long name = name(key, stored.segment());
        Optional<SegmentContent> known = memory.find(name, stored.identity());
        if (known.isPresent()) {
            remembered.incrementAndGet();
            return known.get();
        }
        SegmentContent content = read(key, stored.segment(), index, whys);
        if (content != null) {
            memory.remember(name, stored.identity(), content);
            read.incrementAndGet();
            storedBytes.addAndGet(stored.bytes());
            plainBytes.addAndGet(content.bytes());
        }
        source.events().accept(new ReadEvent.Done(key));
        return content;
    }

    private @Nullable SegmentContent read(String key, Segment segment, int index, Map<Integer, String> whys) {
        try (InputStream plain = source.open(key)) {
            return SegmentScan.read(plain, segment);
        } catch (StorageException.Damaged damaged) {
            whys.put(index, damaged.why());
            return SegmentContent.undecodable(segment);
        } catch (StorageException failure) {
            if (failure instanceof StorageException.WrongKey wrong) {
                locked.compareAndSet(null, wrong);
            }
            whys.put(index, ContentSource.whyNot(failure));
            return null;
        } catch (IOException failure) {
            whys.put(index, String.valueOf(failure.getMessage()));
            return null;
        }
    }

    private void plan(Cluster cluster, Collection<Timeline> timelines) {
        long objects = 0;
        long bytes = 0;
        for (TimelineWal wal : cluster.timelines()) {
            WalShelf shelf = wal.segments();
            for (int i = 0; timelines.contains(wal.timeline()) && i < shelf.count(); i++) {
                WalShelf.Stored stored = shelf.at(i);
                String key = FOLDER + stored.fileName();
                if (memory.find(name(key, stored.segment()), stored.identity()).isEmpty()) {
                    objects++;
                    bytes += stored.bytes();
                }
            }
        }
        source.events().accept(new ReadEvent.Planned(objects, bytes));
    }

    /** The same key in another storage is another object, and one of another segment size would be judged otherwise. */
    private long name(String key, Segment segment) {
        String all =
                source.storage().location() + "\n" + key + "\n" + segment.size().bytes();
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < all.length(); i++) {
            hash = (hash ^ all.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
