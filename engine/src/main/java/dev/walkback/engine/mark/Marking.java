package dev.walkback.engine.mark;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.MetadataFormat;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Entry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans marks. Looks at the documents themselves and at no earlier listing: what is decided here protects backups.
 *
 * <p>Permanence is that of {@code metadata.json} alone. A sentinel keeps what was true at the push, and is not touched.
 */
public final class Marking {

    private final Storage storage;

    public Marking(Storage storage) {
        this.storage = storage;
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
            Read<BackupMetadata> metadata = metadata(name);
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
        Read<BackupMetadata> metadata = metadata(wanted);
        for (BackupName other : backups()) {
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

    private List<BackupName> backups() {
        try (Stream<Entry> entries = storage.entries(BackupKeys.BACKUPS)) {
            return entries.map(Entry::key)
                    .filter(BackupKeys::isSentinel)
                    .map(BackupKeys::named)
                    .flatMap(Optional::stream)
                    .toList();
        }
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
        Sentinel sentinel =
                read(BackupKeys.of(name).sentinel(), SentinelFormat::read).content();
        return sentinel.origin().map(Sentinel.Delta::parent);
    }

    private Read<BackupMetadata> metadata(BackupName name) {
        return read(BackupKeys.of(name).metadata(), MetadataFormat::read);
    }

    private record Read<T>(ObjectInfo object, T content) {}

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
