package dev.walkback.shell.walg.backup;

import dev.walkback.storage.ObjectInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A backup, as its sentinel's name and time tell it.
 *
 * @param walFileName the first segment in the name, or 24 times Z
 * @param storage the name of the storage it is in
 * @param inUtc whether that storage tells times in UTC; else they are told in the process's zone
 */
public record ListedBackup(String name, Instant modified, String walFileName, String storage, boolean inUtc) {

    /** The folder of backups, with its slash. */
    public static final String FOLDER = "basebackups_005/";

    private static final String SENTINEL = "_backup_stop_sentinel.json";
    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final String NO_SEGMENT = "Z".repeat(24);

    /** Empty when the object is no sentinel. */
    public static Optional<ListedBackup> of(ObjectInfo object, String storage, boolean inUtc) {
        String file = object.key().substring(object.key().indexOf('/') + 1);
        if (!file.endsWith(SENTINEL)) {
            return Optional.empty();
        }
        Matcher segment = SEGMENT.matcher(file);
        // a name that holds "_backup" before its end is cut there by WAL-G too
        String name = file.substring(0, file.indexOf("_backup"));
        return Optional.of(new ListedBackup(
                name, object.modified(), segment.find() ? segment.group() : NO_SEGMENT, storage, inUtc));
    }
}
