package dev.walkback.engine.verify;

import dev.walkback.engine.backup.BackupName;
import org.jspecify.annotations.Nullable;

/**
 * What is to be verified.
 *
 * @param position where the cluster is writing; null to take the newest in the archive
 * @param since the backup to begin with; null for the earliest on the current line that is not permanent
 * @param uploadsAtOnce how many segments an archiver may have on their way at one time: what is missing among so many of the
 *     newest may still come
 * @param delayed how many may lag behind altogether before the first that is there
 */
public record WalQuestion(
        @Nullable CurrentPosition position, @Nullable BackupName since, int uploadsAtOnce, int delayed) {

    /** As WAL-G has it when nobody sets anything. */
    public static final int USUAL_UPLOADS = 16;

    public static final WalQuestion USUAL = new WalQuestion(null, null, USUAL_UPLOADS, 0);

    public static WalQuestion at(CurrentPosition position) {
        return new WalQuestion(position, null, USUAL_UPLOADS, 0);
    }
}
