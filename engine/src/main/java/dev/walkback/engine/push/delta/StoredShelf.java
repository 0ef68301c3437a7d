package dev.walkback.engine.push.delta;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.MetadataFormat;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The backups of an archive. One listing of the folder they lie in, and for each that is asked for its two small documents and a
 * listing of its own: an archive's WAL is not looked at, of which there may be millions of objects.
 *
 * <p>A spoilt document is an answer. A storage that cannot be reached is not: it fails the push, which would otherwise make a full
 * backup of what should have been a delta. Used by one thread.
 */
public final class StoredShelf implements ParentShelf {

    private static final String FOLDER = "basebackups_005/";
    private static final String SENTINEL = "_backup_stop_sentinel.json";

    private final ContentSource source;
    private final Map<BackupName, Optional<Backup>> read = new HashMap<>();
    private @Nullable Map<BackupName, ObjectInfo> sentinels;

    /** @param source the archive's root */
    public StoredShelf(ContentSource source) {
        this.source = source;
    }

    @Override
    public List<BackupName> newestFirst() {
        return sentinels().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<BackupName, ObjectInfo> each) ->
                                each.getValue().modified())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Optional<Backup> backup(BackupName name) {
        return read.computeIfAbsent(
                name, wanted -> Optional.ofNullable(sentinels().get(wanted)).map(found -> backup(wanted, found)));
    }

    @Override
    public Document<FilesMetadata> files(Backup backup) {
        ObjectInfo object = backup.objects().filesMetadata();
        return object == null ? new Document.Absent<>() : document(object.key(), FilesMetadata::read);
    }

    @Override
    public Document<PgControl> control(Backup backup) {
        Optional<ObjectInfo> tar = backup.objects().tar("pg_control.tar");
        if (tar.isEmpty()) {
            return new Document.Absent<>();
        }
        try (InputStream plain = source.open(tar.get())) {
            TarReader reader = new TarReader(plain);
            return reader.next() == null
                    ? new Document.Unreadable<>("its tar is empty")
                    : PgControl.read(reader.content().readNBytes(PgControl.BYTES));
        } catch (StorageException.Missing gone) {
            return new Document.Absent<>();
        } catch (StorageException.Damaged | StorageException.WrongKey | IOException spoilt) {
            return new Document.Unreadable<>(
                    "it could not be read"); // who holds no key to read with may push all the same
        }
    }

    private Map<BackupName, ObjectInfo> sentinels() {
        Map<BackupName, ObjectInfo> found = sentinels;
        if (found == null) {
            found = new HashMap<>();
            try (Stream<Entry> entries = source.storage().entries(FOLDER)) {
                for (Entry entry : (Iterable<Entry>) entries::iterator) {
                    String name = entry.key().substring(FOLDER.length());
                    if (entry instanceof ObjectInfo object
                            && name.endsWith(SENTINEL)
                            && name.length() > SENTINEL.length()) {
                        found.put(new BackupName(name.substring(0, name.length() - SENTINEL.length())), object);
                    }
                }
            }
            sentinels = found;
        }
        return found;
    }

    private Backup backup(BackupName name, ObjectInfo sentinel) {
        String folder = FOLDER + name.text() + "/";
        return new Backup(
                name,
                sentinel.key(),
                sentinel.modified(),
                document(sentinel.key(), SentinelFormat::read),
                document(folder + "metadata.json", MetadataFormat::read),
                objects(folder));
    }

    private BackupObjects objects(String folder) {
        List<ObjectInfo> tars = new ArrayList<>();
        List<ObjectInfo> others = new ArrayList<>();
        ObjectInfo files = null;
        try (Stream<ObjectInfo> objects = source.storage().list(KeyRange.prefix(folder))) {
            for (ObjectInfo object : (Iterable<ObjectInfo>) objects::iterator) {
                String name = object.key().substring(folder.length());
                if (name.startsWith("tar_partitions/")) {
                    tars.add(object);
                } else if (name.equals("files_metadata.json")) {
                    files = object;
                } else if (!name.equals("metadata.json")) {
                    others.add(object);
                }
            }
        }
        return new BackupObjects(tars, files, others);
    }

    /** Makes a value of an object's bytes; documents lie in an archive as they are, whatever its codec and key. */
    @FunctionalInterface
    private interface Format<T> {
        Document<T> read(InputStream bytes) throws IOException;
    }

    private <T> Document<T> document(String key, Format<T> format) {
        try (OpenObject opened = source.storage().read(key)) {
            return format.read(opened.bytes());
        } catch (StorageException.Missing gone) {
            return new Document.Absent<>();
        } catch (StorageException.Damaged damaged) {
            return new Document.Unreadable<>(damaged.why());
        } catch (IOException unreadable) {
            return new Document.Unreadable<>(String.valueOf(unreadable.getMessage()));
        }
    }
}
