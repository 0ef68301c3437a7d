package dev.walkback.engine.archive;

import dev.walkback.storage.Capability;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Lists the folder of backups. One request shows them all, mostly; where there are more objects than that, the folders' names are
 * asked for, and many go on side by side, each from one backup to another.
 */
final class BackupsSweep {

    private static final int FEW = 2000;

    private final Storage storage;
    private final int workers;
    private final Semaphore places;
    private final Consumer<Runnable> starter;
    private final Consumer<ObjectInfo> documents;
    private final Troubles troubles;
    private final Meter meter;
    private final boolean divisible;
    private final ReentrantLock adding = new ReentrantLock();
    private final BackupsListing listing = new BackupsListing();

    /** @param documents is told of each sentinel and each metadata.json, by any worker */
    BackupsSweep(
            Storage storage,
            int workers,
            Consumer<Runnable> starter,
            Consumer<ObjectInfo> documents,
            Troubles troubles,
            Meter meter) {
        this.storage = storage;
        this.workers = workers;
        this.places = new Semaphore(workers);
        this.starter = starter;
        this.documents = documents;
        this.troubles = troubles;
        this.meter = meter;
        this.divisible = storage.capabilities().contains(Capability.CHEAP_PREFIX_LISTING);
    }

    void run() {
        run(KeyRange.prefix(BackupsListing.FOLDER), "", divisible);
    }

    /** @param done the last key that was listed before; it is not listed again */
    private void run(KeyRange range, String done, boolean mayHandOn) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            troubles.listing(
                    BackupsListing.FOLDER, new StorageException.Interrupted(storage.location(), "list " + range, e));
            return;
        }
        try (Stream<ObjectInfo> objects = storage.list(range)) {
            long seen = 0;
            for (var each = objects.iterator(); each.hasNext(); ) {
                ObjectInfo object = each.next();
                if (object.key().equals(done)) {
                    continue;
                }
                add(object);
                meter.object(++seen);
                if (mayHandOn && seen == FEW) {
                    handOn(object.key());
                    return;
                }
            }
        } catch (StorageException e) {
            troubles.listing(BackupsListing.FOLDER, e);
        } finally {
            places.release();
        }
    }

    private void add(ObjectInfo object) {
        adding.lock();
        try {
            listing.add(object);
        } finally {
            adding.unlock();
        }
        if (object.key().endsWith(BackupsListing.SENTINEL) || object.key().endsWith(BackupsListing.METADATA)) {
            documents.accept(object);
        }
    }

    private void handOn(String last) {
        List<String> folders;
        try (Stream<Entry> entries = storage.entries(BackupsListing.FOLDER)) {
            folders = entries.filter(Entry.Folder.class::isInstance)
                    .map(Entry::key)
                    .filter(folder -> Keys.ORDER.compare(folder, last) > 0)
                    .toList();
        }
        // more pieces than workers, since backups differ in size
        int each = Math.max(1, folders.size() / (4 * workers));
        KeyRange rest = KeyRange.prefix(BackupsListing.FOLDER).from(last);
        for (int i = 0; i < folders.size(); i += each) {
            KeyRange piece = rest.to(folders.get(i));
            starter.accept(() -> run(piece, last, false));
            rest = KeyRange.prefix(BackupsListing.FOLDER).from(folders.get(i));
        }
        KeyRange end = rest;
        starter.accept(() -> run(end, last, false));
    }

    /** When all tasks have ended. */
    BackupsListing listing() {
        return listing;
    }
}
