package dev.walkback.engine.backup;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Entry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The small documents of a storage's backups, read when they are asked for: for what changes an archive and must not go by an earlier
 * listing.
 */
public final class BackupDocuments {

    private final Storage storage;
    private final String folder;

    /** @param folder of backups, with its slash */
    public BackupDocuments(Storage storage, String folder) {
        this.storage = storage;
        this.folder = folder;
    }

    /** A document, and the very object that it was read from. */
    public record Read<T>(ObjectInfo object, T content) {}

    /** Of all that have a sentinel, in the order of their names. */
    public List<BackupName> names() {
        try (Stream<Entry> entries = storage.entries(folder)) {
            return entries.map(Entry::key)
                    .map(BackupKeys::named)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    public BackupKeys keys(BackupName name) {
        return new BackupKeys(folder, name);
    }

    /**
     * @throws StorageException.Missing when it is not there
     * @throws StorageException.Damaged when it makes no sense
     */
    public Read<Sentinel> sentinel(BackupName name) {
        return read(keys(name).sentinel(), SentinelFormat::read);
    }

    /**
     * @throws StorageException.Missing when it is not there
     * @throws StorageException.Damaged when it makes no sense
     */
    public Read<BackupMetadata> metadata(BackupName name) {
        return read(keys(name).metadata(), MetadataFormat::read);
    }

    @FunctionalInterface
    private interface Format<T> {
        Document<T> read(InputStream bytes) throws IOException;
    }

    private <T> Read<T> read(String key, Format<T> format) {
        try (OpenObject object = storage.read(key, ByteRange.ALL)) {
            return switch (format.read(object.bytes())) {
                case Document.Read<T>(T content) -> new Read<>(object.info(), content);
                case Document.Unreadable<T>(String why) ->
                    throw new StorageException.Damaged(storage.location(), key, why, null);
                case Document.Absent<T> _ -> throw new StorageException.Missing(storage.location(), key, null);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
