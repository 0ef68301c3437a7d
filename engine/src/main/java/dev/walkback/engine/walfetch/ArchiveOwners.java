package dev.walkback.engine.walfetch;

import dev.walkback.engine.archive.BackupOwners;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose archive it is, for a fetch into a place that belongs to no cluster: WAL that none of the archive's backups could use does not
 * belong there.
 */
final class ArchiveOwners {

    private final ContentSource source;
    private final BackupOwners backups;
    private volatile @Nullable Long known;

    ArchiveOwners(ContentSource source) {
        this.source = source;
        this.backups = new BackupOwners(source);
    }

    /** @throws StorageException.Damaged when there are backups that tell their cluster, and none is of this one */
    void check(long systemIdentifier, ObjectInfo segment) throws IOException {
        Long settled = known;
        if (settled != null && settled == systemIdentifier) {
            return;
        }
        SequencedSet<SystemIdentifier> others =
                backups.unlike(new SystemIdentifier(systemIdentifier)).orElse(null);
        if (others == null) {
            known = systemIdentifier;
        } else if (!others.isEmpty()) {
            throw new StorageException.Damaged(
                    source.storage().location(),
                    segment.key(),
                    "it is WAL of the cluster " + Long.toUnsignedString(systemIdentifier)
                            + ", and the archive's backups are of " + others.getFirst()
                            + (others.size() > 1 ? " and others" : ""),
                    null);
        }
    }
}
