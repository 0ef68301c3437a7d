package dev.walkback.engine.walfetch;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.storage.Entry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose archive it is, for a fetch into a place that belongs to no cluster: WAL that none of the archive's backups could use does not
 * belong there. The newest backup nearly always settles it with its first answer.
 */
final class ArchiveOwners {

    private static final String FOLDER = "basebackups_005/";
    private static final String SENTINEL = "_backup_stop_sentinel.json";

    private final ContentSource source;
    private volatile @Nullable Long known;

    ArchiveOwners(ContentSource source) {
        this.source = source;
    }

    /** @throws StorageException.Damaged when there are backups that tell their cluster, and none is of this one */
    void check(long systemIdentifier, ObjectInfo segment) throws IOException {
        Long settled = known;
        if (settled != null && settled == systemIdentifier) {
            return;
        }
        TreeSet<SystemIdentifier> others = new TreeSet<>();
        for (ObjectInfo sentinel : sentinels()) {
            SystemIdentifier owner = owner(sentinel);
            if (owner != null && owner.bits() == systemIdentifier) {
                known = systemIdentifier;
                return;
            }
            if (owner != null) {
                others.add(owner);
            }
        }
        if (!others.isEmpty()) {
            throw new StorageException.Damaged(
                    source.storage().location(),
                    segment.key(),
                    "it is WAL of the cluster " + Long.toUnsignedString(systemIdentifier)
                            + ", and the archive's backups are of " + others.first()
                            + (others.size() > 1 ? " and others" : ""),
                    null);
        }
    }

    private List<ObjectInfo> sentinels() {
        try (Stream<Entry> entries = source.storage().entries(FOLDER)) {
            return entries.filter(entry -> entry.key().endsWith(SENTINEL))
                    .filter(ObjectInfo.class::isInstance)
                    .map(ObjectInfo.class::cast)
                    .sorted(Comparator.comparing(ObjectInfo::modified).reversed())
                    .toList();
        }
    }

    private @Nullable SystemIdentifier owner(ObjectInfo sentinel) throws IOException {
        try (InputStream in = source.open(sentinel)) {
            return SentinelFormat.read(in) instanceof Document.Read<Sentinel>(Sentinel read)
                    ? read.systemIdentifier()
                    : null;
        } catch (StorageException.Missing | StorageException.Changed deletedMeanwhile) {
            return null;
        }
    }
}
