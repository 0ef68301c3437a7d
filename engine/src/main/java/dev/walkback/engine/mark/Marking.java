package dev.walkback.engine.mark;

import dev.walkback.engine.backup.BackupDocuments;
import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans marks. Looks at the documents themselves and at no earlier listing: what is decided here protects backups.
 *
 * <p>Permanence is that of {@code metadata.json} alone. A sentinel keeps what was true at the push, and is not touched.
 */
public final class Marking {

    private final Storage storage;
    private final BackupDocuments documents;

    public Marking(Storage storage) {
        this.storage = storage;
        this.documents = new BackupDocuments(storage, BackupKeys.BACKUPS);
    }

    /**
     * Makes a backup permanent with all that it stands on, the full backup first: whoever is killed in between leaves no permanent
     * delta on a backup that may be deleted.
     *
     * @return no steps where all of them are permanent already
     * @throws StorageException.Missing when a document of the chain is not there
     * @throws StorageException.Damaged when one makes no sense, or the chain never ends
     */
    public Plan<MarkBackup> permanent(BackupName wanted) {
        List<MarkBackup> steps = new ArrayList<>();
        Set<BackupName> seen = new LinkedHashSet<>();
        Optional<BackupName> next = Optional.of(wanted);
        while (next.isPresent()) {
            BackupName name = next.get();
            if (!seen.add(name)) {
                String key = BackupKeys.of(name).sentinel();
                throw new StorageException.Damaged(storage.location(), key, "it stands on itself", null);
            }
            BackupDocuments.Read<BackupMetadata> metadata = metadata(name);
            if (!metadata.content().permanent()) {
                steps.addFirst(new MarkBackup(name, metadata.object(), true));
            }
            next = parent(name);
        }
        return Plan.of(purpose("mark", wanted), steps, List.of());
    }

    /**
     * Takes the mark from this one backup: what it stands on, and what stands on it, stays as it is.
     *
     * @return no step where it is not permanent
     * @throws MarkRefusedException when a permanent delta stands on it
     * @throws StorageException.Missing when the backup's document is not there
     * @throws StorageException.Damaged when it makes no sense
     */
    public Plan<MarkBackup> impermanent(BackupName wanted) {
        BackupDocuments.Read<BackupMetadata> metadata = metadata(wanted);
        for (BackupName other : documents.names()) {
            if (!other.equals(wanted) && standsOn(other, wanted) && isPermanent(other)) {
                throw new MarkRefusedException(wanted, other);
            }
        }
        List<MarkBackup> steps =
                metadata.content().permanent() ? List.of(new MarkBackup(wanted, metadata.object(), false)) : List.of();
        return Plan.of(purpose("unmark", wanted), steps, List.of());
    }

    private String purpose(String what, BackupName name) {
        return what + " " + name + " at " + storage.location();
    }

    /** A sentinel that makes no sense tells of no parent; its backup cannot be restored, so nothing is lost with it. */
    private boolean standsOn(BackupName delta, BackupName parent) {
        try {
            return parent(delta).filter(parent::equals).isPresent();
        } catch (StorageException.Missing | StorageException.Damaged spoilt) {
            return false;
        }
    }

    /** Where nothing tells, the backup counts as one that must not be lost. */
    private boolean isPermanent(BackupName name) {
        try {
            return metadata(name).content().permanent();
        } catch (StorageException.Missing absent) {
            return false;
        } catch (StorageException.Damaged unknown) {
            return true;
        }
    }

    private Optional<BackupName> parent(BackupName name) {
        return documents.sentinel(name).content().origin().map(Sentinel.Delta::parent);
    }

    private BackupDocuments.Read<BackupMetadata> metadata(BackupName name) {
        return documents.metadata(name);
    }
}
