package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.backup.PgControlFields;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.recovery.Restorability;
import dev.walkback.engine.verify.BackupDifference.Kinship;
import dev.walkback.engine.verify.BackupDifference.SettingChange;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts two backups of one archive beside each other. Files metadata and pg_control are always read; of tars only those of the
 * second backup if it is a delta, which tell how many pages changed, and all of both chains if content is asked for, which tell
 * how large each file is.
 *
 * <p>Not for several threads; its source reads with several.
 */
public final class BackupComparison {

    private final ContentSource source;
    private final Archive archive;

    public BackupComparison(ContentSource source, Archive archive) {
        this.source = source;
        this.archive = archive;
    }

    private record Found(Cluster cluster, Restorability restorability, RecoveryWindows windows) {

        Backup backup() {
            return restorability.backup();
        }
    }

    /**
     * @throws IllegalArgumentException when the archive has no such backup
     * @throws dev.walkback.storage.StorageException when nothing could be read at all, or reading was interrupted
     */
    public BackupDifference compare(BackupName nameA, BackupName nameB, Depth depth) {
        Found foundA = find(nameA);
        Found foundB = find(nameB);
        List<Finding> findings = new ArrayList<>();
        ComparedBackup a = new ComparedBackup(source, foundA.restorability().chain(), findings);
        ComparedBackup b = new ComparedBackup(source, foundB.restorability().chain(), findings);
        StorageException.WrongKey locked = b.locked();
        if (a.locked() != null && locked != null) {
            throw locked;
        }
        if (depth == Depth.CONTENT) {
            a.readChain();
            b.readChain();
        } else if (b.backup().isDelta()) {
            b.readOwn();
        }
        Kinship kinship = kinship(foundA, foundB);
        return difference(a, b, kinship, depth, findings);
    }

    private BackupDifference difference(
            ComparedBackup a, ComparedBackup b, Kinship kinship, Depth depth, List<Finding> findings) {
        BackupDifference.Side sideA = a.side();
        BackupDifference.Side sideB = b.side();
        FilesMetadata before = a.metadata();
        FilesMetadata after = b.metadata();
        if (before == null || after == null) {
            return new BackupDifference(
                    sideA,
                    sideB,
                    kinship,
                    walBytes(a, b, kinship),
                    null,
                    List.of(),
                    List.of(),
                    0,
                    settings(sideA.control(), sideB.control()),
                    findings);
        }
        FileComparison files = new FileComparison(a, before, b, after, depth == Depth.CONTENT);
        RelationChanges changes = new RelationChanges(files.relations(), before, after);
        List<BackupDifference.RelationChange> largest = changes.largest();
        return new BackupDifference(
                sideA,
                sideB,
                kinship,
                walBytes(a, b, kinship),
                files.changes(),
                changes.databases(),
                largest,
                files.relations().size() - largest.size(),
                settings(sideA.control(), sideB.control()),
                findings);
    }

    private Found find(BackupName name) {
        for (Cluster cluster : archive.clusters()) {
            if (cluster.backup(name).isPresent()) {
                RecoveryWindows windows = RecoveryWindows.of(cluster);
                return new Found(cluster, windows.backup(name).orElseThrow(), windows);
            }
        }
        throw new IllegalArgumentException("no backup " + name);
    }

    private static Kinship kinship(Found a, Found b) {
        Optional<SystemIdentifier> systemA = a.backup().systemIdentifier();
        Optional<SystemIdentifier> systemB = b.backup().systemIdentifier();
        if (systemA.isPresent() && systemB.isPresent() && !systemA.equals(systemB)) {
            return Kinship.OTHER_CLUSTER;
        }
        Optional<Timeline> timelineA = a.backup().timeline();
        Optional<Timeline> timelineB = b.backup().timeline();
        if (timelineA.isEmpty() || timelineB.isEmpty()) {
            return Kinship.UNKNOWN;
        }
        if (timelineA.equals(timelineB)) {
            return Kinship.SAME_LINE;
        }
        Found younger = timelineA.get().compareTo(timelineB.get()) > 0 ? a : b;
        Found older = younger.equals(a) ? b : a;
        Optional<TimelineHistory> history = younger.backup()
                .timeline()
                .flatMap(timeline -> younger.windows().branches().ancestry().history(timeline));
        Optional<Timeline> olderTimeline = older.backup().timeline();
        Lsn upTo = older.backup().finish().or(older.backup()::start).orElse(Lsn.NONE);
        if (history.isEmpty() || olderTimeline.isEmpty()) {
            return Kinship.UNKNOWN;
        }
        return history.get().contains(olderTimeline.get(), upTo) ? Kinship.SAME_LINE : Kinship.OTHER_BRANCH;
    }

    private static @Nullable Long walBytes(ComparedBackup a, ComparedBackup b, Kinship kinship) {
        Optional<Lsn> startA = a.backup().start();
        Optional<Lsn> startB = b.backup().start();
        return kinship == Kinship.SAME_LINE && startA.isPresent() && startB.isPresent()
                ? startB.get().bytesSince(startA.get())
                : null;
    }

    private static List<SettingChange> settings(@Nullable PgControl a, @Nullable PgControl b) {
        if (a == null || b == null) {
            return List.of();
        }
        Map<String, String> before = PgControlFields.settings(a);
        Map<String, String> after = PgControlFields.settings(b);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new SettingChange(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }
}
