package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import java.util.List;

/** What there is to say of a backup's documents. */
final class BackupFindings {

    private BackupFindings() {}

    static void add(List<Finding> findings, Backup backup, Troubles troubles) {
        String name = backup.name().text();
        String folder =
                backup.sentinelKey().substring(0, backup.sentinelKey().length() - BackupsListing.SENTINEL.length());
        switch (backup.sentinel()) {
            case Document.Read<Sentinel>(Sentinel sentinel) -> read(findings, name, sentinel);
            case Document.Absent<Sentinel> gone -> {}
            case Document.Unreadable<Sentinel>(String why) -> {
                if (!troubles.withheld(backup.sentinelKey())) {
                    findings.add(Finding.of(FindingCode.SENTINEL_UNREADABLE, name)
                            .with("why", why)
                            .costing(List.of(backup.name())));
                }
            }
        }
        switch (backup.metadata()) {
            case Document.Read<BackupMetadata> read -> {}
            case Document.Absent<BackupMetadata> absent -> findings.add(Finding.of(FindingCode.METADATA_MISSING, name));
            case Document.Unreadable<BackupMetadata>(String why) -> {
                if (!troubles.withheld(folder + BackupsListing.METADATA)) {
                    findings.add(
                            Finding.of(FindingCode.METADATA_UNREADABLE, name).with("why", why));
                }
            }
        }
    }

    private static void read(List<Finding> findings, String name, Sentinel sentinel) {
        if (sentinel.version() > SentinelFormat.NEWEST) {
            findings.add(Finding.of(FindingCode.SENTINEL_NEWER, name).with("version", sentinel.version()));
        }
        if (!sentinel.missingFields().isEmpty()) {
            findings.add(Finding.of(FindingCode.SENTINEL_INCOMPLETE, name)
                    .with("missing", String.join(", ", sentinel.missingFields())));
        }
    }
}
