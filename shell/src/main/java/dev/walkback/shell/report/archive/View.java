package dev.walkback.shell.report.archive;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.verify.ArchiveFindings;
import dev.walkback.engine.verify.ClusterFindings;
import dev.walkback.shell.report.Look;
import java.time.Instant;

/**
 * One cluster of an archive, with what thinking about it gave. What reports are made from.
 *
 * @param again what has to be typed again to reach the same storage and cluster, a blank before each word; empty where nothing
 */
public record View(ArchiveFindings findings, ClusterFindings of, String again) {

    public Archive archive() {
        return findings.archive();
    }

    public Cluster cluster() {
        return of.cluster();
    }

    public RecoveryWindows windows() {
        return of.windows();
    }

    public BriefNames names() {
        return new BriefNames(cluster().segmentSize());
    }

    public String brief(BackupName name) {
        return names().of(name);
    }

    public Look look() {
        return Look.at(archive(), cluster().identifier());
    }

    /** When a backup was there to be used: as it says itself, else when it was stored. */
    public static Instant finished(Backup backup) {
        return backup.finishTime().orElse(backup.stored());
    }
}
