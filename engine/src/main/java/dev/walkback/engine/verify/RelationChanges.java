package dev.walkback.engine.verify;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.RelationNames;
import dev.walkback.engine.verify.BackupDifference.DatabaseChange;
import dev.walkback.engine.verify.BackupDifference.Fate;
import dev.walkback.engine.verify.BackupDifference.RelationChange;
import dev.walkback.engine.verify.FileComparison.RelationKey;
import dev.walkback.engine.verify.FileComparison.RelationSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Relations that changed, the largest change first, under the names that the files metadata has for them. */
final class RelationChanges {

    private final Map<RelationKey, RelationSum> sums;
    private final RelationNames before;
    private final RelationNames after;

    RelationChanges(Map<RelationKey, RelationSum> sums, FilesMetadata before, FilesMetadata after) {
        this.sums = sums;
        this.before = before.relations();
        this.after = after.relations();
    }

    private static final Comparator<Map.Entry<RelationKey, RelationSum>> LARGEST_FIRST = Comparator.comparingLong(
                    (Map.Entry<RelationKey, RelationSum> entry) -> -weight(entry.getValue()))
            .thenComparing(entry -> entry.getKey().folder())
            .thenComparingLong(entry -> entry.getKey().filenode());

    List<RelationChange> largest() {
        List<Map.Entry<RelationKey, RelationSum>> largest = sums.entrySet().stream()
                .sorted(LARGEST_FIRST)
                .limit(BackupDifference.MOST_RELATIONS)
                .toList();
        Set<RelationNames.Place> places = new HashSet<>();
        largest.forEach(entry -> places.add(place(entry.getKey())));
        Map<RelationNames.Place, String> names = new HashMap<>(before.names(places));
        names.putAll(after.names(places));
        List<RelationChange> changes = new ArrayList<>();
        for (Map.Entry<RelationKey, RelationSum> entry : largest) {
            changes.add(change(entry.getKey(), entry.getValue(), names.get(place(entry.getKey()))));
        }
        return changes;
    }

    /** By name; those whose relations were only written to are not told. */
    List<DatabaseChange> databases() {
        Map<Long, int[]> counts = new HashMap<>();
        sums.forEach((key, sum) -> {
            int[] count = counts.computeIfAbsent(databaseOf(key.folder()), fresh -> new int[2]);
            count[0] += fate(sum) == Fate.ADDED ? 1 : 0;
            count[1] += fate(sum) == Fate.REMOVED ? 1 : 0;
        });
        Map<String, Long> earlier = new HashMap<>();
        before.databases().forEach(database -> earlier.put(database.name(), database.oid()));
        List<DatabaseChange> changes = new ArrayList<>();
        for (RelationNames.Database database : after.databases()) {
            Long oid = earlier.remove(database.name());
            int[] count = counts.getOrDefault(database.oid(), new int[2]);
            if (oid == null) {
                changes.add(new DatabaseChange(database.name(), database.oid(), Fate.ADDED, count[0], count[1]));
            } else if (oid != database.oid() || count[0] + count[1] > 0) {
                changes.add(new DatabaseChange(database.name(), database.oid(), Fate.CHANGED, count[0], count[1]));
            }
        }
        earlier.forEach((name, oid) -> {
            int[] count = counts.getOrDefault(oid, new int[2]);
            changes.add(new DatabaseChange(name, oid, Fate.REMOVED, count[0], count[1]));
        });
        changes.sort(Comparator.comparing(DatabaseChange::name));
        return changes;
    }

    private RelationChange change(RelationKey key, RelationSum sum, @Nullable String name) {
        Fate fate = fate(sum);
        return new RelationChange(
                key.folder(),
                key.filenode(),
                database(databaseOf(key.folder())),
                name,
                fate,
                fate != Fate.ADDED && sum.knowsBefore ? sum.bytesBefore : null,
                fate != Fate.REMOVED && sum.knowsAfter ? sum.bytesAfter : null,
                sum.knowsPages ? sum.pages : null);
    }

    private @Nullable String database(long oid) {
        for (RelationNames names : List.of(after, before)) {
            for (RelationNames.Database database : names.databases()) {
                if (oid != 0 && database.oid() == oid) {
                    return database.name();
                }
            }
        }
        return null;
    }

    /** Relations that all databases share are listed with each of them: the first will do. */
    private RelationNames.Place place(RelationKey key) {
        long database = databaseOf(key.folder());
        if (database == 0 && !after.databases().isEmpty()) {
            database = after.databases().getFirst().oid();
        }
        return new RelationNames.Place(database, key.filenode());
    }

    /** {@code base/5}, {@code pg_tblspc/16384/PG_15_202209061/5}; 0 for what all databases share. */
    private static long databaseOf(String folder) {
        String last = folder.substring(folder.lastIndexOf('/') + 1);
        boolean isNumber = !last.isEmpty() && last.length() < 11 && last.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(last) : 0;
    }

    private static Fate fate(RelationSum sum) {
        if (sum.filesBefore == 0) {
            return Fate.ADDED;
        }
        return sum.filesAfter == 0 ? Fate.REMOVED : Fate.CHANGED;
    }

    private static long weight(RelationSum sum) {
        long growth = sum.knowsBefore && sum.knowsAfter ? Math.abs(sum.bytesAfter - sum.bytesBefore) : 0;
        return growth + sum.pages;
    }
}
