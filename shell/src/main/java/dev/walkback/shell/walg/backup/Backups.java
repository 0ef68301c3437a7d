package dev.walkback.shell.walg.backup;

import dev.walkback.shell.walg.work.Together;
import dev.walkback.storage.Entry;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The backups of one storage, and their metadata: small documents, of which many are read at once. */
public final class Backups {

    private final Storage storage;
    private final String name;
    private final boolean inUtc;
    private final String folder;

    /** A document that is there and cannot be used. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String key, String why, Throwable cause) {
            super("failed to fetch dto from " + key.substring(key.indexOf('/') + 1) + ": " + why, cause);
        }
    }

    /** @param name what the storage is called in the settings */
    public Backups(Storage storage, String name) {
        this(storage, name, ListedBackup.FOLDER);
    }

    /** @param folder of another kind of backups, with its slash */
    public Backups(Storage storage, String name, String folder) {
        this.folder = folder;
        this.storage = storage;
        this.name = name;
        this.inUtc = tellsUtc(storage.location());
    }

    /** Files have times in the zone of whoever looks; services answer in UTC. */
    public static boolean tellsUtc(Location location) {
        String at = location.text();
        return !at.startsWith("file:") && !at.startsWith("ssh:");
    }

    /** In the order of their names. */
    public List<ListedBackup> list() {
        try (Stream<Entry> entries = storage.entries(folder)) {
            return entries.filter(ObjectInfo.class::isInstance)
                    .map(ObjectInfo.class::cast)
                    .flatMap(object -> ListedBackup.of(object, name, inUtc).stream())
                    .toList();
        }
    }

    /**
     * With their metadata, in the order they are given. When several cannot be read, it is the first of them that is told.
     *
     * @throws UnreadableException when one is there and cannot be used
     * @throws dev.walkback.storage.StorageException.Missing when one is not there
     */
    public List<DetailedBackup> detailed(List<ListedBackup> backups) throws Exception {
        return Together.ask(backups, this::detailed);
    }

    public DetailedBackup detailed(ListedBackup backup) throws UnreadableException {
        String key = folder + backup.name() + "/metadata.json";
        try (OpenObject object = storage.read(key)) {
            return new DetailedBackup(backup, MetadataText.read(object.bytes().readAllBytes()));
        } catch (IOException e) {
            throw new UnreadableException(key, String.valueOf(e.getMessage()), e);
        }
    }
}
