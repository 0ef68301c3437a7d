package dev.walkback.engine.verify;

import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.Restorability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is odd about backups and keeps none of them from being restored. */
final class BackupCheck {

    /** Clocks of a database host and of a storage agree to within seconds; what is told here is minutes apart. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Instant listedAt;

    BackupCheck(Cluster cluster, Instant listedAt) {
        this.cluster = cluster;
        this.listedAt = listedAt;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Backup backup : cluster.backups()) {
            String name = backup.name().text();
            if (!backup.isDelta() && Restorability.lacksFilesMetadata(backup)) {
                findings.add(Finding.of(FindingCode.FULL_WITHOUT_FILES_METADATA, name));
            }
            backup.finishTime()
                    .filter(finish -> finish.isAfter(listedAt.plus(SKEW))
                            || finish.isAfter(backup.stored().plus(SKEW)))
                    .ifPresent(finish -> findings.add(Finding.of(FindingCode.CLOCK_SKEW, name)
                            .with("finished", finish)
                            .with("stored", backup.stored())
                            .with("listed", listedAt)));
        }
        return findings;
    }
}
