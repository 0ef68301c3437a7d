package dev.walkback.engine.push;

import dev.walkback.engine.backup.BackupName;

/** Where the objects of a backup go. */
public record BackupObjectNames(BackupName name) {

    private static final String FOLDER = "basebackups_005/";

    /** All but the sentinel lie in it. */
    public String folder() {
        return FOLDER + name + "/";
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
        return FOLDER + name + "_backup_stop_sentinel.json";
    }
}
