package dev.walkback.engine.archive;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * One look while it is being taken: a listing of each folder, all at once, and a task for each document, begun when its object
 * turns up. Tasks never fail: what does not come is noted among the {@link Troubles}.
 */
final class Look {

    private static final String CATCHUPS = "catchup_005/";
    private static final String CHECK = "wal-g_storage_check";
    private static final int ENOUGH = 10_000;

    private final Storage storage;
    private final ReadingLimits limits;
    private final Meter meter;
    private final Troubles troubles = new Troubles();
    private final Documents documents;
    private final Queue<Future<?>> tasks = new ConcurrentLinkedQueue<>();

    private final Tally others = new Tally();
    private final ReentrantLock counting = new ReentrantLock();
    private final List<String> folders = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private final Queue<String> large = new ConcurrentLinkedQueue<>();

    private final Map<String, Document<Sentinel>> sentinels = new ConcurrentHashMap<>();
    private final Map<String, Document<BackupMetadata>> metadata = new ConcurrentHashMap<>();
    private final Map<String, Document<TimelineHistory>> histories = new ConcurrentHashMap<>();

    Look(Storage storage, Layers layers, DocumentCache.Shelf cache, ReadingLimits limits, Meter meter) {
        this.storage = storage;
        this.limits = limits;
        this.meter = meter;
        this.documents = new Documents(storage, layers, cache, limits, troubles, meter);
    }

    /** @throws StorageException when nothing was seen, and something went wrong */
    Seen take() {
        boolean interrupted = false;
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        BackupsSweep backups = new BackupsSweep(
                storage,
                limits.listings(),
                task -> start(threads, task),
                object -> document(threads, object),
                troubles,
                meter);
        WalSweep wal = new WalSweep(
                storage,
                limits.listings(),
                task -> start(threads, task),
                (history, object) -> start(
                        threads, () -> histories.put(object.key(), documents.history(history.timeline(), object))),
                troubles,
                meter);
        try (threads) {
            start(threads, () -> root(threads));
            start(threads, backups::run);
            start(threads, wal::run);
            try {
                awaitAll();
            } catch (InterruptedException e) {
                threads.shutdownNow();
                interrupted = true;
            }
        }
        if (interrupted) {
            // sets the flag again; and whatever was not begun is nowhere else told of
            troubles.listing("", new StorageException.Interrupted(storage.location(), "list", null));
        }
        Seen seen = new Seen(
                storage.location(),
                backups.listing(),
                wal.listing(),
                others,
                folders,
                List.copyOf(large),
                elsewhere,
                sentinels,
                metadata,
                histories,
                troubles);
        if (seen.isNothing() && !interrupted) {
            troubles.worst().ifPresent(why -> {
                throw why;
            });
        }
        return seen;
    }

    Documents documents() {
        return documents;
    }

    private void start(ExecutorService threads, Runnable task) {
        try {
            tasks.add(threads.submit(task));
        } catch (RejectedExecutionException stopped) {
            // the look was interrupted; what was not begun is told as not fetched
        }
    }

    /** A task may start others, which are in the queue before it ends. */
    private void awaitAll() throws InterruptedException {
        for (Future<?> task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.get();
            } catch (ExecutionException bug) {
                throw bug.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(bug);
            }
        }
    }

    private void root(ExecutorService threads) {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Entry> listing = storage.entries("")) {
            listing.forEach(entries::add);
        } catch (StorageException e) {
            troubles.listing("", e);
        }
        for (Entry entry : entries) {
            switch (entry) {
                case ObjectInfo object -> count(ofRoot(object.key()), object);
                case Entry.Folder(String folder) -> folders.add(folder);
            }
        }
        if (!Elsewhere.isArchive(entries, "")) {
            elsewhere.addAll(new Elsewhere(storage).from(entries));
            return;
        }
        for (String folder : folders) {
            if (!folder.equals(BackupsListing.FOLDER) && !folder.equals(WalListing.FOLDER)) {
                start(threads, () -> listOther(folder));
            }
        }
    }

    private static Inventory.Kind ofRoot(String key) {
        if (OwnObjects.isOwn(key)) {
            return Inventory.Kind.OWN;
        }
        return key.startsWith(CHECK) ? Inventory.Kind.STORAGE_CHECK : Inventory.Kind.UNKNOWN;
    }

    private static Inventory.Kind ofFolder(String folder) {
        if (OwnObjects.isOwn(folder)) {
            return Inventory.Kind.OWN;
        }
        return folder.equals(CATCHUPS) ? Inventory.Kind.CATCHUP : Inventory.Kind.UNKNOWN;
    }

    /** A folder that is neither WAL-G's nor ours may hold anything: enough of it is seen to say so. */
    private void listOther(String folder) {
        Inventory.Kind kind = ofFolder(folder);
        try (Stream<ObjectInfo> listing = storage.list(KeyRange.prefix(folder))) {
            long seen = 0;
            for (var objects = listing.iterator(); objects.hasNext(); ) {
                if (kind == Inventory.Kind.UNKNOWN && seen == ENOUGH) {
                    large.add(folder);
                    return;
                }
                count(kind, objects.next());
                meter.object(++seen);
            }
        } catch (StorageException e) {
            troubles.listing(folder, e);
        }
    }

    private void count(Inventory.Kind kind, ObjectInfo object) {
        counting.lock();
        try {
            others.add(kind, object);
        } finally {
            counting.unlock();
        }
    }

    private void document(ExecutorService threads, ObjectInfo object) {
        String key = object.key();
        if (key.endsWith(BackupsListing.SENTINEL)) {
            start(threads, () -> sentinels.put(key, documents.sentinel(object)));
        } else {
            start(threads, () -> metadata.put(key, documents.metadata(object)));
        }
    }
}
