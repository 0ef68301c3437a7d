package dev.walkback.engine.archive;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that one look came upon, before it is put in order. Documents are found by their objects' keys.
 *
 * @param others what is neither a backup's nor WAL, already counted
 * @param folders of the root
 * @param large of those, the ones that are none of WAL-G's and were not listed to their end
 * @param elsewhere where an archive was found, when the root is none
 */
record Seen(
        Location location,
        BackupsListing backups,
        WalListing wal,
        Tally others,
        List<String> folders,
        List<String> large,
        List<String> elsewhere,
        Map<String, Document<Sentinel>> sentinels,
        Map<String, Document<BackupMetadata>> metadata,
        Map<String, Document<TimelineHistory>> histories,
        Troubles troubles) {

    boolean isNothing() {
        return backups.backups().isEmpty()
                && backups.strangers().isEmpty()
                && wal.tally().inventory().objects() == 0
                && folders.isEmpty()
                && others.inventory().objects()
                        == others.inventory().count(Inventory.Kind.OWN).objects();
    }

    static <T> Document<T> of(@Nullable ObjectInfo object, Map<String, Document<T>> read) {
        if (object == null) {
            return new Document.Absent<>();
        }
        Document<T> found = read.get(object.key());
        return found == null ? new Document.Unreadable<>("it was not fetched") : found;
    }
}
