package dev.walkback.engine.push.compose;

import dev.walkback.engine.archive.OwnObjects;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.hashes.ListedFile;
import dev.walkback.engine.push.hashes.Stamp;
import dev.walkback.engine.push.hashes.StoredTar;
import dev.walkback.engine.push.hashes.TarLists;
import dev.walkback.engine.push.hashes.TarMaking;
import dev.walkback.engine.push.hashes.document.TarListDocument;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tars of which walkback noted what is in them, be it for a backup or for one that broke off. One is taken over when no file in it
 * has changed since it was read: docs/formats/push-resume.md has the conditions, and why they are enough.
 */
final class LeftTars {

    /** A later change cannot have left the same time when the last one before was as old as this: no file system's time is coarser. */
    static final Duration SAFE = Duration.ofSeconds(2);

    private final ContentSink sink;
    private final Storage storage;
    private final TarLists lists;
    private final TarMaking wanted;
    private final Stamp.Source stamps;

    /** @param wanted what is being made now */
    LeftTars(ContentSink sink, TarMaking wanted, Stamp.Source stamps) {
        this.sink = sink;
        this.storage = sink.storage();
        this.lists = new TarLists(storage);
        this.wanted = wanted;
        this.stamps = stamps;
    }

    /**
     * All in one backup's folder that can be taken over.
     *
     * @param taken files that are in other tars already
     */
    Reuse in(BackupName left, Predicate<String> taken) throws IOException {
        List<Reusable> tars = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ObjectInfo list : listsOf(left)) {
            Set<String> inIt = new HashSet<>();
            if (proved(list, inIt) && inIt.stream().noneMatch(taken.or(names::contains))) {
                names.addAll(inIt);
                tars.add(new Reusable(TarLists.tarKey(list), () -> files(list)));
            }
        }
        return tars.isEmpty() ? Reuse.NOTHING : new Reuse(tars, names::contains);
    }

    private List<ObjectInfo> listsOf(BackupName left) {
        String folder = "basebackups_005/" + left + OwnObjects.HASHES;
        try (Stream<ObjectInfo> all = storage.list(KeyRange.prefix(folder))) {
            return all.filter(TarLists::isList).toList();
        }
    }

    /** Whether the tar can be taken over, and the names that are in it then. */
    private boolean proved(ObjectInfo list, Set<String> names) throws IOException {
        Optional<ObjectInfo> tar = storage.stat(TarLists.tarKey(list));
        if (tar.isEmpty()) {
            return false;
        }
        try (TarListDocument.Reader reader = lists.open(list, sink.layers())) {
            if (!isOfUse(reader.making())) {
                return false;
            }
            long safe = nanos(reader.making().began().minus(SAFE));
            for (ListedFile file = reader.next(); file != null; file = reader.next()) {
                if (!isProved(file, safe) || !names.add(file.name())) {
                    return false;
                }
            }
            StoredTar stored = reader.end();
            return !names.isEmpty() && stored.bytes() == tar.get().size();
        } catch (TarListDocument.Unfit | StorageException.Damaged | StorageException.WrongKey useless) {
            return false;
        }
    }

    private boolean isOfUse(TarMaking made) {
        return !wanted.system().isEmpty()
                && made.system().equals(wanted.system())
                // what a full backup holds whole a delta need not hold at all
                && made.parent().equals(wanted.parent())
                && (made.verified() || !wanted.verified());
    }

    private boolean isProved(ListedFile file, long safe) throws IOException {
        if (file.corruptPages() > 0) {
            return false;
        }
        Optional<Stamp> now = stamps.of(file.name());
        return now.isPresent()
                && file.isAs(now.get())
                && (file.kind() == WalkedFile.Kind.FOLDER || file.modifiedNanos() < safe);
    }

    private List<PackedFile> files(ObjectInfo list) throws IOException {
        List<PackedFile> files = new ArrayList<>();
        try (TarListDocument.Reader reader = lists.open(list, sink.layers())) {
            for (ListedFile file = reader.next(); file != null; file = reader.next()) {
                files.add(new PackedFile(
                        file.name(),
                        file.kind(),
                        file.bytes(),
                        file.incremented(),
                        false,
                        file.modifiedNanos(),
                        CorruptPages.NOT_LOOKED,
                        file.updates()));
            }
        }
        return files;
    }

    static long nanos(Instant moment) {
        return TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
    }
}
