package dev.walkback.engine.backup;

import dev.walkback.storage.ObjectInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The objects that a backup consists of, as listed; sentinel and {@code metadata.json} are told elsewhere.
 *
 * @param tars what lies in {@code tar_partitions/}, in the order of the listing
 * @param filesMetadata null where there is none
 * @param hashes lists of what the tars hold, with hashes, where walkback made them
 * @param others what is in the backup's folder and is none of these
 */
public record BackupObjects(
        List<ObjectInfo> tars, @Nullable ObjectInfo filesMetadata, List<ObjectInfo> hashes, List<ObjectInfo> others) {

    public static final BackupObjects NONE = new BackupObjects(List.of(), null, List.of(), List.of());

    public BackupObjects {
        tars = List.copyOf(tars);
        hashes = List.copyOf(hashes);
        others = List.copyOf(others);
    }

    /** As WAL-G makes them. */
    public BackupObjects(List<ObjectInfo> tars, @Nullable ObjectInfo filesMetadata, List<ObjectInfo> others) {
        this(tars, filesMetadata, List.of(), others);
    }

    /** The tar of this name, whatever codec it was stored with: {@code pg_control.tar}. */
    public Optional<ObjectInfo> tar(String name) {
        return tars.stream().filter(tar -> isNamed(tar, name)).findFirst();
    }

    public long tarBytes() {
        return tars.stream().mapToLong(ObjectInfo::size).sum();
    }

    private static boolean isNamed(ObjectInfo tar, String name) {
        String file = tar.key().substring(tar.key().lastIndexOf('/') + 1);
        return file.equals(name) || file.startsWith(name + ".");
    }
}
