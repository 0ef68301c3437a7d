package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;

/**
 * Where the objects of a backup go.
 *
 * @param root the folder of all of its kind, with its slash
 */
public record BackupObjectNames(String root, BackupName name) {

    /** Of a backup. */
    public BackupObjectNames(BackupName name) {
        this(BackupKeys.BACKUPS, name);
    }

    /** All but the sentinel lie in it. */
    public String folder() {
        return root + name + "/";
    }

    public String tars() {
        return folder() + "tar_partitions/";
    }

    public String metadata() {
        return folder() + "metadata.json";
    }

    public String filesMetadata() {
        return folder() + "files_metadata.json";
    }

    public String sentinel() {
        return root + name + "_backup_stop_sentinel.json";
    }
}
