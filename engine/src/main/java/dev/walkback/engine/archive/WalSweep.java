package dev.walkback.engine.archive;

import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.Capability;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists WAL's folder by as many workers as may list. Nobody knows beforehand where it ends or what is dense in it; so one
 * begins, and whoever has listed a page while others are idle hands on what lies before him, cut by {@link WalCuts}. Ranges
 * lie side by side: whatever the guesses were worth, each object is listed once.
 *
 * <p>A storage that reads a whole folder for any range of it is listed by one.
 */
final class WalSweep {

    private static final int PAGE = 1000;

    private final Storage storage;
    private final Semaphore workers;
    private final Consumer<Runnable> starter;
    private final BiConsumer<WalFile.History, ObjectInfo> histories;
    private final Troubles troubles;
    private final Meter meter;
    private final boolean divisible;
    private final ConcurrentSkipListMap<String, WalListing> parts = new ConcurrentSkipListMap<>(Keys.ORDER);

    /**
     * @param starter begins a task beside this one
     * @param histories is told of each history file, by any worker
     */
    WalSweep(
            Storage storage,
            int workers,
            Consumer<Runnable> starter,
            BiConsumer<WalFile.History, ObjectInfo> histories,
            Troubles troubles,
            Meter meter) {
        this.storage = storage;
        this.workers = new Semaphore(workers);
        this.starter = starter;
        this.histories = histories;
        this.troubles = troubles;
        this.meter = meter;
        this.divisible = storage.capabilities().contains(Capability.CHEAP_PREFIX_LISTING);
    }

    void run() {
        run(KeyRange.prefix(WalListing.FOLDER), null);
    }

    /** @param done the last key of whoever handed this range on; it is the first of it, if it still exists */
    private void run(KeyRange range, @Nullable String done) {
        WalListing part = new WalListing();
        parts.put(range.from() == null ? "" : range.from(), part);
        try {
            workers.acquire();
        } catch (InterruptedException e) {
            troubles.listing(
                    WalListing.FOLDER, new StorageException.Interrupted(storage.location(), "list " + range, e));
            return;
        }
        try (Stream<ObjectInfo> listing = storage.list(range)) {
            long seen = 0;
            for (var objects = listing.iterator(); objects.hasNext(); ) {
                ObjectInfo object = objects.next();
                if (object.key().equals(done)) {
                    continue;
                }
                if (part.add(object) instanceof WalFile.History history) {
                    histories.accept(history, object);
                }
                meter.object(++seen);
                if (divisible && seen % PAGE == 0 && handOn(range, part, object.key())) {
                    return;
                }
            }
        } catch (StorageException e) {
            troubles.listing(WalListing.FOLDER, e);
        } finally {
            workers.release();
        }
    }

    /** @return whether others do the rest */
    private boolean handOn(KeyRange range, WalListing part, String last) {
        int idle = workers.availablePermits();
        if (idle == 0) {
            return false;
        }
        List<String> cuts = WalCuts.of(part.rows(), range.to(), idle);
        KeyRange rest = range.from(last);
        boolean cut = false;
        for (String at : cuts) {
            if (Keys.ORDER.compare(last, at) < 0 && (range.to() == null || Keys.ORDER.compare(at, range.to()) < 0)) {
                start(rest.to(at), cut ? null : last);
                rest = new KeyRange(range.prefix(), at, range.to());
                cut = true;
            }
        }
        if (cut) {
            start(rest, null);
        }
        return cut;
    }

    private void start(KeyRange range, @Nullable String done) {
        starter.accept(() -> run(range, done));
    }

    /** When all tasks have ended: everything, in the order of keys. */
    WalListing listing() {
        return WalListing.joined(parts.values());
    }
}
