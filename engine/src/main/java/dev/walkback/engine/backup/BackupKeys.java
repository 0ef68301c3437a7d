package dev.walkback.engine.backup;

import java.util.Optional;

/**
 * Where a backup's small documents lie.
 *
 * @param folder with its slash
 */
public record BackupKeys(String folder, BackupName name) {

    /** The folder of backups. */
    public static final String BACKUPS = "basebackups_005/";

    /** The folder of what brings a lagging copy forward; laid out alike. */
    public static final String CATCHUPS = "catchup_005/";

    private static final String SENTINEL = "_backup_stop_sentinel.json";

    public static BackupKeys of(BackupName name) {
        return new BackupKeys(BACKUPS, name);
    }

    /** The document that makes it exist. */
    public String sentinel() {
        return folder + name + SENTINEL;
    }

    public String metadata() {
        return below() + "metadata.json";
    }

    public String filesMetadata() {
        return below() + "files_metadata.json";
    }

    /** Beginning of the keys of its tars. */
    public String tars() {
        return below() + "tar_partitions/";
    }

    /** Beginning of the keys of all but the sentinel. */
    public String below() {
        return folder + name + "/";
    }

    /** Whether it is the key of a sentinel, in any folder. */
    public static boolean isSentinel(String key) {
        return key.endsWith(SENTINEL);
    }

    /** The backup whose sentinel has this key; empty for what is no sentinel. */
    public static Optional<BackupName> named(String sentinel) {
        String file = sentinel.substring(sentinel.lastIndexOf('/') + 1);
        return file.endsWith(SENTINEL) && file.length() > SENTINEL.length()
                ? Optional.of(new BackupName(file.substring(0, file.length() - SENTINEL.length())))
                : Optional.empty();
    }
}
