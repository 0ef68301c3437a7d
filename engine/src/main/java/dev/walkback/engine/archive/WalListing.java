package dev.walkback.engine.archive;

import dev.walkback.engine.wal.WalFile;
import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a listing of WAL's folder, or of a range of it, came upon. Used by one thread. */
final class WalListing {

    static final String FOLDER = "wal_005/";

    private final WalRows rows;
    private final List<Found<WalFile.Partial>> partials = new ArrayList<>();
    private final List<Found<WalFile.BackupHistory>> backupHistories = new ArrayList<>();
    private final List<Found<WalFile.DeltaMap>> deltaMaps = new ArrayList<>();
    private final List<Found<WalFile.History>> histories = new ArrayList<>();
    private final Tally tally = new Tally();

    WalListing() {
        this(new WalRows());
    }

    private WalListing(WalRows rows) {
        this.rows = rows;
    }

    /** Several listings of ranges side by side, in the order of their ranges. */
    static WalListing joined(Collection<WalListing> parts) {
        if (parts.size() == 1) {
            return parts.iterator().next();
        }
        WalListing all = new WalListing(
                WalRows.joined(parts.stream().map(WalListing::rows).toList()));
        for (WalListing part : parts) {
            all.partials.addAll(part.partials);
            all.backupHistories.addAll(part.backupHistories);
            all.deltaMaps.addAll(part.deltaMaps);
            all.histories.addAll(part.histories);
            all.tally.addAll(part.tally);
        }
        return all;
    }

    /** A file and the object that holds it. */
    record Found<F extends WalFile>(F file, ObjectInfo object) {}

    WalRows rows() {
        return rows;
    }

    List<Found<WalFile.Partial>> partials() {
        return partials;
    }

    List<Found<WalFile.BackupHistory>> backupHistories() {
        return backupHistories;
    }

    List<Found<WalFile.DeltaMap>> deltaMaps() {
        return deltaMaps;
    }

    List<Found<WalFile.History>> histories() {
        return histories;
    }

    Tally tally() {
        return tally;
    }

    /** Whether there is nothing that a server wrote. */
    boolean isEmpty() {
        return rows.count() == 0
                && partials.isEmpty()
                && backupHistories.isEmpty()
                && deltaMaps.isEmpty()
                && histories.isEmpty();
    }

    /** @return the history file that the object holds, for whoever reads it while the listing goes on; else the unknown */
    WalFile add(ObjectInfo object) {
        String name = object.key().substring(FOLDER.length());
        int extension = extension(name);
        String plain = name.substring(
                0, name.length() - WalRows.EXTENSIONS.get(extension).length());
        WalFile file = WalFile.named(plain);
        tally.add(take(file, extension, object), object);
        return file;
    }

    private Inventory.Kind take(WalFile file, int extension, ObjectInfo object) {
        return switch (file) {
            case WalFile.Whole(WalFile.Digits digits) -> {
                rows.add(digits, extension, object);
                yield Inventory.Kind.SEGMENT;
            }
            case WalFile.Partial partial -> {
                partials.add(new Found<>(partial, object));
                yield Inventory.Kind.PARTIAL;
            }
            case WalFile.History history -> {
                histories.add(new Found<>(history, object));
                yield Inventory.Kind.HISTORY;
            }
            case WalFile.BackupHistory history -> {
                backupHistories.add(new Found<>(history, object));
                yield Inventory.Kind.BACKUP_HISTORY;
            }
            case WalFile.DeltaMap map -> {
                deltaMaps.add(new Found<>(map, object));
                yield Inventory.Kind.DELTA_MAP;
            }
            case WalFile.Metadata metadata -> Inventory.Kind.WAL_METADATA;
            case WalFile.Unknown unknown -> Inventory.Kind.UNKNOWN;
        };
    }

    /** Which of the extensions a name ends in; the place of "none" for any other ending. */
    private static int extension(String name) {
        for (int i = 1; i < WalRows.EXTENSIONS.size(); i++) {
            if (name.endsWith(WalRows.EXTENSIONS.get(i))) {
                return i;
            }
        }
        return 0;
    }
}
