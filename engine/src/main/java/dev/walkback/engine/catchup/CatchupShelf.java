package dev.walkback.engine.catchup;

import dev.walkback.engine.backup.BackupDocuments;
import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.CatchupSince;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was stored to bring copies forward. */
public final class CatchupShelf {

    private final Storage storage;
    private final BackupDocuments documents;

    public CatchupShelf(Storage storage) {
        this.storage = storage;
        this.documents = new BackupDocuments(storage, BackupKeys.CATCHUPS);
    }

    /**
     * One of them.
     *
     * @param object its sentinel
     * @param since what a copy must have; null where it does not say
     */
    public record Stored(
            BackupName name,
            ObjectInfo object,
            Sentinel sentinel,
            @Nullable Lsn since) {}

    /** The oldest first. One that is being deleted, or cannot be read, is left out. */
    public List<Stored> list() throws IOException {
        List<Stored> all = new ArrayList<>();
        for (BackupName name : documents.names()) {
            try {
                all.add(stored(name));
            } catch (StorageException.Missing | StorageException.Damaged unusable) {
                // somebody is deleting it, or it says nothing
            }
        }
        all.sort(Comparator.comparing(each -> each.object().modified()));
        return all;
    }

    /** By its name; the newest by {@code LATEST}. */
    public Optional<BackupName> named(String typed) throws IOException {
        if (typed.equals("LATEST")) {
            List<Stored> all = list();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().name());
        }
        return documents.names().stream()
                .filter(name -> name.text().equals(typed))
                .findFirst();
    }

    private Stored stored(BackupName name) throws IOException {
        BackupDocuments.Read<Sentinel> read = documents.sentinel(name);
        try (OpenObject object = storage.read(documents.keys(name).sentinel())) {
            return new Stored(
                    name,
                    read.object(),
                    read.content(),
                    CatchupSince.read(object.bytes()).orElse(null));
        }
    }
}
