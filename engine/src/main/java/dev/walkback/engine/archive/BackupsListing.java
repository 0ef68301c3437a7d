package dev.walkback.engine.archive;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a listing of the folder of backups came upon, by backup. Used by one thread. */
final class BackupsListing {

    static final String FOLDER = "basebackups_005/";
    static final String SENTINEL = "_backup_stop_sentinel.json";
    static final String METADATA = "/metadata.json";

    private static final String FILES_METADATA = "/files_metadata.json";
    private static final String TARS = "/tar_partitions/";

    private final Map<BackupName, Listed> backups = new TreeMap<>();
    private final List<ObjectInfo> strangers = new ArrayList<>();

    /** The objects of one backup. */
    static final class Listed {

        private @Nullable ObjectInfo sentinel;
        private @Nullable ObjectInfo metadata;
        private @Nullable ObjectInfo filesMetadata;
        private final List<ObjectInfo> tars = new ArrayList<>();
        private final List<ObjectInfo> hashes = new ArrayList<>();
        private final List<ObjectInfo> others = new ArrayList<>();

        @Nullable
        ObjectInfo sentinel() {
            return sentinel;
        }

        @Nullable
        ObjectInfo metadata() {
            return metadata;
        }

        BackupObjects objects() {
            return new BackupObjects(tars, filesMetadata, hashes, others);
        }

        void count(Tally tally) {
            boolean orphan = sentinel == null;
            count(tally, Inventory.Kind.SENTINEL, sentinel);
            count(tally, orphan ? Inventory.Kind.ORPHAN : Inventory.Kind.BACKUP_METADATA, metadata);
            count(tally, orphan ? Inventory.Kind.ORPHAN : Inventory.Kind.FILES_METADATA, filesMetadata);
            tars.forEach(tar -> tally.add(orphan ? Inventory.Kind.ORPHAN : Inventory.Kind.TAR, tar));
            hashes.forEach(own -> tally.add(orphan ? Inventory.Kind.ORPHAN : Inventory.Kind.OWN, own));
            others.forEach(other -> tally.add(orphan ? Inventory.Kind.ORPHAN : Inventory.Kind.UNKNOWN, other));
        }

        private static void count(Tally tally, Inventory.Kind kind, @Nullable ObjectInfo object) {
            if (object != null) {
                tally.add(kind, object);
            }
        }
    }

    void add(ObjectInfo object) {
        String name = object.key().substring(FOLDER.length());
        int slash = name.indexOf('/');
        if (slash > 0) {
            addTo(of(name.substring(0, slash)), name.substring(slash), object);
        } else if (slash < 0 && name.endsWith(SENTINEL) && name.length() > SENTINEL.length()) {
            of(name.substring(0, name.length() - SENTINEL.length())).sentinel = object;
        } else {
            strangers.add(object);
        }
    }

    private Listed of(String name) {
        return backups.computeIfAbsent(new BackupName(name), any -> new Listed());
    }

    private static void addTo(Listed backup, String within, ObjectInfo object) {
        if (within.equals(METADATA)) {
            backup.metadata = object;
        } else if (within.equals(FILES_METADATA)) {
            backup.filesMetadata = object;
        } else if (within.startsWith(TARS) && within.length() > TARS.length()) {
            backup.tars.add(object);
        } else if (within.startsWith(OwnObjects.HASHES)) {
            backup.hashes.add(object);
        } else {
            backup.others.add(object);
        }
    }

    Map<BackupName, Listed> backups() {
        return backups;
    }

    /** What lies beside the backups and belongs to none. */
    List<ObjectInfo> strangers() {
        return strangers;
    }
}
