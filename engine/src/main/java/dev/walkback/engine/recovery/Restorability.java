package dev.walkback.engine.recovery;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.util.List;

/**
 * Whether a backup can be restored, as far as a listing tells: its chain is whole, the objects of all its members are there,
 * and so is the WAL that makes it consistent. A backup without that WAL is a pile of files of different ages.
 */
public sealed interface Restorability {

    Backup backup();

    Chain chain();

    default BackupName name() {
        return backup().name();
    }

    /** Whether a backup should have files metadata and has none. A full one is restored without; a delta comes out wrong. */
    static boolean lacksFilesMetadata(Backup backup) {
        return BackupPieces.lacksFilesMetadata(backup);
    }

    /**
     * It can.
     *
     * @param start where replay begins
     * @param finish the first moment that it can be restored to
     */
    record Restorable(Backup backup, Chain chain, Timeline timeline, Lsn start, Lsn finish) implements Restorability {}

    /** It cannot, for each of these reasons. */
    record NotRestorable(Backup backup, Chain chain, List<Finding> findings) implements Restorability {

        public NotRestorable {
            findings = List.copyOf(findings);
        }
    }
}
