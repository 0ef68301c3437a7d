package dev.walkback.engine.archive;

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
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose backups an archive holds, without looking at the rest of it. The newest one nearly always settles it with its first answer. */
public final class BackupOwners {

    private final ContentSource source;

    public BackupOwners(ContentSource source) {
        this.source = source;
    }

    /** Empty when a backup is of this cluster; else whose they are, of those that tell. */
    public Optional<SequencedSet<SystemIdentifier>> unlike(SystemIdentifier cluster) throws IOException {
        SequencedSet<SystemIdentifier> others = new TreeSet<>();
        for (ObjectInfo sentinel : sentinels()) {
            SystemIdentifier owner = owner(sentinel);
            if (cluster.equals(owner)) {
                return Optional.empty();
            }
            if (owner != null) {
                others.add(owner);
            }
        }
        return Optional.of(others);
    }

    private List<ObjectInfo> sentinels() {
        try (Stream<Entry> entries = source.storage().entries(BackupsListing.FOLDER)) {
            return entries.filter(entry -> entry.key().endsWith(BackupsListing.SENTINEL))
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
