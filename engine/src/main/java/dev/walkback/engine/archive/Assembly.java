package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.storage.ObjectInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts what was seen in order: which objects make a backup, which backups and WAL belong together. */
final class Assembly {

    static final Comparator<Backup> AS_MADE = Comparator.<Backup, Instant>comparing(
                    backup -> backup.startTime().orElse(backup.stored()))
            .thenComparing(Backup::name);

    private final Seen seen;
    private final Instant listedAt;
    private final List<Finding> findings = new ArrayList<>();

    Assembly(Seen seen, Instant listedAt) {
        this.seen = seen;
        this.listedAt = listedAt;
    }

    Archive archive() {
        Tally tally = new Tally();
        tally.addAll(seen.others());
        tally.addAll(seen.wal().tally());
        seen.backups().strangers().forEach(stranger -> tally.add(Inventory.Kind.UNKNOWN, stranger));
        seen.backups().backups().values().forEach(listed -> listed.count(tally));
        List<Cluster> clusters = clusters(backups());
        ReadingFindings.add(findings, seen, tally.inventory());
        return new Archive(
                seen.location(), listedAt, seen.troubles().none(), clusters, tally.inventory(), findings, List.of());
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

    private List<Cluster> clusters(List<Backup> backups) {
        Map<SystemIdentifier, List<Backup>> bySystem = new TreeMap<>();
        List<Backup> unknown = new ArrayList<>();
        for (Backup backup : backups) {
            backup.systemIdentifier()
                    .map(system -> bySystem.computeIfAbsent(system, any -> new ArrayList<>()))
                    .orElse(unknown)
                    .add(backup);
        }
        List<Cluster> clusters = new ArrayList<>();
        if (bySystem.size() <= 1) {
            if (!backups.isEmpty() || seen.wal().tally().inventory().objects() > 0) {
                SystemIdentifier only =
                        bySystem.isEmpty() ? null : bySystem.keySet().iterator().next();
                clusters.add(new ClusterAssembly(seen, findings, only, backups, true).cluster());
            }
            return clusters;
        }
        bySystem.forEach(
                (system, own) -> clusters.add(new ClusterAssembly(seen, findings, system, own, false).cluster()));
        clusters.sort(
                Comparator.comparing((Cluster cluster) -> cluster.backups().getLast(), AS_MADE)
                        .reversed());
        clusters.add(new ClusterAssembly(seen, findings, null, unknown, true).cluster());
        findings.add(Finding.of(FindingCode.TWO_SYSTEMS, seen.location().text()).with("systems", bySystem.keySet()));
        return clusters;
    }
}
