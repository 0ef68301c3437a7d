package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.content.ReadEvent;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads all tars of a backup to their ends, several at once.
 *
 * @param lists what was noted of tars, by their keys
 */
record TarsReading(ContentSource source, Map<String, ObjectInfo> lists) {

    /** Without comparing hashes. */
    TarsReading(ContentSource source) {
        this(source, Map.of());
    }

    /** Told of tars that are not whole, by several threads at once. */
    interface Failures {

        void damaged(ObjectInfo tar, String why);

        void unreadable(ObjectInfo tar, String why);
    }

    /** @throws StorageException.WrongKey when that is why not one of them could be read */
    void read(Backup backup, @Nullable FilesMetadata metadata, TarScan.Listener listener, Failures failures) {
        read(backup.objects().tars(), metadata, listener, failures);
    }

    private NotedHashes noted(ObjectInfo tar) {
        ObjectInfo list = lists.get(tar.key());
        return list == null ? NotedHashes.NONE : NotedHashes.of(source, list);
    }

    /** Only these of them. */
    void read(List<ObjectInfo> some, @Nullable FilesMetadata metadata, TarScan.Listener listener, Failures failures) {
        List<ObjectInfo> tars = some.stream().filter(tar -> tar.size() > 0).toList();
        TarScan scan = new TarScan(metadata, listener);
        AtomicBoolean anyRead = new AtomicBoolean();
        AtomicReference<StorageException.@Nullable WrongKey> locked = new AtomicReference<>();
        source.forEach(tars.size(), i -> {
            ObjectInfo tar = tars.get((int) i);
            try (InputStream plain = source.open(tar);
                    NotedHashes noted = noted(tar)) {
                scan.read(plain, noted);
                anyRead.set(true);
            } catch (StorageException.Damaged damaged) {
                failures.damaged(tar, damaged.why());
            } catch (IOException damaged) {
                failures.damaged(tar, String.valueOf(damaged.getMessage()));
            } catch (StorageException failure) {
                if (failure instanceof StorageException.WrongKey wrong) {
                    locked.compareAndSet(null, wrong);
                }
                failures.unreadable(tar, ContentSource.whyNot(failure));
            }
            source.events().accept(new ReadEvent.Done(tar.key()));
        });
        StorageException.WrongKey wrongKey = locked.get();
        if (!anyRead.get() && wrongKey != null) {
            throw wrongKey;
        }
    }
}
