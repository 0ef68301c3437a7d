package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Sentinel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was made.
 *
 * @param parent null for a full backup
 * @param sentinel as it was stored
 * @param files that were found
 * @param skipped of them, those that are as the parent has them
 * @param parts tars, with those of the control file and the label
 * @param walArrived whether all its WAL is known to be there; false where nobody looked
 * @param took from the first question to the server to the last of the WAL
 */
public record BackupPushed(
        BackupName name,
        @Nullable Parent parent,
        Sentinel sentinel,
        BackupStart start,
        BackupStop stop,
        long files,
        long skipped,
        int parts,
        boolean walArrived,
        Duration took) {}
