package dev.walkback.engine.walpush;

import dev.walkback.engine.archive.BackupOwners;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.engine.wal.WalPageHeader;
import dev.walkback.engine.walpush.document.ClusterDocument;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps WAL of another cluster out of an archive that is in use: after an upgrade or a second {@code initdb} segments have the same names
 * again, and one that replaces, or fills a gap of, the other cluster's ruins its restores.
 *
 * <p>The archive's {@link ClusterDocument} answers with one request. Where there is none yet the backups do, else the WAL that is there; an
 * archive of neither belongs to whoever comes first. Each cluster is asked for once in the life of a process.
 */
public final class ClusterGate {

    private static final int SEGMENTS = 3;
    private static final String WAL = "wal_005/";

    private final ContentSink sink;
    private final ContentSource source;
    private final Optional<SystemIdentifier> another;
    private final Set<SystemIdentifier> admitted = ConcurrentHashMap.newKeySet();

    /** @param another the cluster that is let in as well, and from then on belongs to the archive */
    public ClusterGate(ContentSink sink, Optional<SystemIdentifier> another) {
        this.sink = sink;
        this.source = new ContentSource(sink.storage(), sink.layers(), 1, event -> {});
        this.another = another;
    }

    /** @throws WalPushException.Foreign when the archive belongs to others */
    public void admit(SystemIdentifier cluster, String name) throws IOException {
        if (!admitted.contains(cluster)) {
            ClusterDocument document = read().orElse(null);
            if (document == null) {
                settle(cluster, name);
            } else if (!document.clusters().contains(cluster)) {
                join(cluster, name, document);
            }
            admitted.add(cluster);
        }
    }

    private Optional<ClusterDocument> read() throws IOException {
        try (InputStream in = source.open(ClusterDocument.KEY)) {
            return ClusterDocument.read(in);
        } catch (StorageException.Missing none) {
            return Optional.empty();
        }
    }

    /** Nobody has written it down yet. */
    private void settle(SystemIdentifier cluster, String name) throws IOException {
        SequencedSet<SystemIdentifier> others = unlike(cluster).orElseGet(TreeSet::new);
        if (!others.isEmpty() && !isInvited(cluster)) {
            throw new WalPushException.Foreign(name, cluster, others);
        }
        ClusterDocument first = ClusterDocument.of(others).with(cluster);
        try {
            write(first, Overwrite.REFUSED);
        } catch (StorageException.Exists meanwhile) {
            ClusterDocument document = read().orElse(null);
            if (document == null) {
                // it is there and says nothing: spoilt, so it is written again
                write(first, Overwrite.ALLOWED);
            } else if (!document.clusters().contains(cluster)) {
                join(cluster, name, document);
            }
        }
    }

    /** The archive belongs to others. It may have got a backup of this cluster since. */
    private void join(SystemIdentifier cluster, String name, ClusterDocument document) throws IOException {
        if (!isInvited(cluster) && new BackupOwners(source).unlike(cluster).isPresent()) {
            throw new WalPushException.Foreign(name, cluster, document.clusters());
        }
        write(document.with(cluster), Overwrite.ALLOWED);
    }

    private boolean isInvited(SystemIdentifier cluster) {
        return another.filter(cluster::equals).isPresent();
    }

    private void write(ClusterDocument document, Overwrite overwrite) {
        sink.writeAsIs(ClusterDocument.KEY, Content.of(document.bytes()), overwrite);
    }

    /** Empty when something there is of this cluster; else whose it is. */
    private Optional<SequencedSet<SystemIdentifier>> unlike(SystemIdentifier cluster) throws IOException {
        Optional<SequencedSet<SystemIdentifier>> byBackups = new BackupOwners(source).unlike(cluster);
        return byBackups.isPresent() && byBackups.get().isEmpty() ? unlikeWal(cluster) : byBackups;
    }

    private Optional<SequencedSet<SystemIdentifier>> unlikeWal(SystemIdentifier cluster) throws IOException {
        SequencedSet<SystemIdentifier> others = new TreeSet<>();
        for (ObjectInfo segment : segments()) {
            Optional<SystemIdentifier> owner = owner(segment);
            if (owner.filter(cluster::equals).isPresent()) {
                return Optional.empty();
            }
            owner.ifPresent(others::add);
        }
        return Optional.of(others);
    }

    private List<ObjectInfo> segments() {
        try (Stream<ObjectInfo> objects = source.storage().list(KeyRange.prefix(WAL))) {
            return objects.filter(ClusterGate::isSegment).limit(SEGMENTS).toList();
        }
    }

    private static boolean isSegment(ObjectInfo object) {
        String name = object.key().substring(WAL.length());
        int dot = name.indexOf('.');
        return !name.endsWith(".json")
                && WalFile.named(dot < 0 ? name : name.substring(0, dot)) instanceof WalFile.Whole;
    }

    /** Empty where it cannot be read: damaged, or locked with a key that is not at hand. */
    private Optional<SystemIdentifier> owner(ObjectInfo segment) throws IOException {
        try (InputStream in = source.open(segment)) {
            return WalPageHeader.read(in.readNBytes(WalPageHeader.LONG_BYTES))
                    .map(WalPageHeader::origin)
                    .map(origin -> new SystemIdentifier(origin.systemIdentifier()));
        } catch (StorageException.Damaged | StorageException.WrongKey | StorageException.Missing untold) {
            return Optional.empty();
        }
    }
}
