package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.storage.ObjectInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts what was seen in order: which objects make a backup, which backups and WAL belong together. */
final class Assembly {

    static final Comparator<Backup> AS_MADE = Comparator.<Backup, Instant>comparing(
                    backup -> backup.startTime().orElse(backup.stored()))
            .thenComparing(Backup::name);

    private final Seen seen;
    private final Instant listedAt;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    Assembly(Seen seen, Instant listedAt, Clock clock) {
        this.seen = seen;
        this.listedAt = listedAt;
        this.clock = clock;
    }

    Archive archive(Documents documents, ReadingLimits limits) {
        Tally tally = new Tally();
        tally.addAll(seen.others());
        tally.addAll(seen.wal().tally());
        seen.backups().strangers().forEach(stranger -> tally.add(Inventory.Kind.UNKNOWN, stranger));
        seen.backups().backups().values().forEach(listed -> listed.count(tally));
        List<Backup> backups = backups();
        Owners owners = new Survey(seen, backups, documents, limits, findings).owners();
        List<Cluster> clusters = clusters(backups, owners);
        ReadingFindings.add(findings, seen, tally.inventory(), clock.instant());
        return new Archive(
                seen.location(),
                listedAt,
                seen.troubles().none(),
                clusters,
                tally.inventory(),
                findings,
                seen.elsewhere());
    }

    private List<Backup> backups() {
        List<Backup> backups = new ArrayList<>();
        seen.backups().backups().forEach((name, listed) -> {
            ObjectInfo sentinel = listed.sentinel();
            if (sentinel == null) {
                findings.add(Finding.of(FindingCode.ORPHAN_PARTS, name.text())
                        .with("tars", listed.objects().tars().size()));
                return;
            }
            Backup backup = backup(name, sentinel, listed);
            if (!backup.sentinel().isAbsent()) {
                BackupFindings.add(findings, backup, seen.troubles());
                backups.add(backup);
            }
        });
        backups.sort(AS_MADE);
        return backups;
    }

    private Backup backup(BackupName name, ObjectInfo sentinel, BackupsListing.Listed listed) {
        return new Backup(
                name,
                sentinel.key(),
                sentinel.modified(),
                Seen.of(sentinel, seen.sentinels()),
                Seen.of(listed.metadata(), seen.metadata()),
                listed.objects());
    }

    private List<Cluster> clusters(List<Backup> backups, Owners owners) {
        if (backups.isEmpty() && seen.wal().isEmpty()) {
            return List.of();
        }
        List<@Nullable SystemIdentifier> systems = new ArrayList<>(owners.systems());
        if (systems.isEmpty() || owners.areSeveral()) {
            systems.add(null);
        }
        List<Cluster> clusters = new ArrayList<>();
        WalOwnership wal = new WalOwnership(seen, owners, findings);
        for (SystemIdentifier system : systems) {
            List<Backup> own = backups.stream()
                    .filter(backup -> Objects.equals(owners.of(backup), system))
                    .toList();
            if (system == null && owners.areSeveral()) {
                own.forEach(backup -> findings.add(
                        Finding.of(FindingCode.BACKUP_OF_NOBODY, backup.name().text())));
            }
            Cluster cluster = new ClusterAssembly(seen, wal, findings, system, own).cluster();
            if (system != null
                    || !cluster.backups().isEmpty()
                    || !cluster.timelines().isEmpty()) {
                clusters.add(cluster);
            }
        }
        clusters.sort(Comparator.comparing(Assembly::newest).reversed());
        return clusters;
    }

    /** When the newest backup was made. What has none comes last. */
    private static Instant newest(Cluster cluster) {
        return cluster.backups().isEmpty()
                ? Instant.MIN
                : cluster.backups()
                        .getLast()
                        .startTime()
                        .orElse(cluster.backups().getLast().stored());
    }
}
