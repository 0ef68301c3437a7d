package dev.walkback.engine.verify;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import java.time.Duration;
import java.time.Instant;

/** WAL that has been on its way for an hour does not come any more, or somebody should look why. */
public final class LateWal {

    private static final Duration ON_ITS_WAY = Duration.ofHours(1);

    private LateWal() {}

    /**
     * The finding as it is at that moment.
     *
     * @param backup that lacks WAL; its own word for when it finished counts, since an archive may have been copied
     */
    public static Finding judged(Finding finding, Backup backup, Instant now) {
        boolean late = finding.code() == FindingCode.BACKUP_WAL_TO_COME
                && backup.finishTime().orElse(backup.stored()).isBefore(now.minus(ON_ITS_WAY));
        return late
                ? new Finding(FindingCode.BACKUP_WAL_MISSING, finding.subject(), finding.facts(), finding.costs())
                : finding;
    }
}
