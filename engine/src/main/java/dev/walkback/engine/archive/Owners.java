package dev.walkback.engine.archive;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.WalFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose everything is. Where there is but one system, all is its own, also what does not say so; where there are several, only
 * what proves it is, and the rest is nobody's.
 */
final class Owners {

    static final int NOBODY = -1;

    private final List<SystemIdentifier> systems;
    private final WalRows rows;
    private final int @Nullable [] ofRow;
    private final Map<SystemIdentifier, SegmentSize> sizes = new HashMap<>();
    private final Map<SystemIdentifier, PgVersion> versions = new HashMap<>();

    /** @param ofRow places in the list of systems; null when there are not several */
    Owners(List<SystemIdentifier> systems, WalRows rows, int @Nullable [] ofRow) {
        this.systems = List.copyOf(systems);
        this.rows = rows;
        this.ofRow = ofRow;
    }

    List<SystemIdentifier> systems() {
        return systems;
    }

    boolean areSeveral() {
        return ofRow != null;
    }

    /** Known from a header or a backup's pg_control. */
    void told(@Nullable SystemIdentifier system, SegmentSize size, @Nullable PgVersion version) {
        sizes.put(system, size);
        if (version != null) {
            versions.put(system, version);
        }
    }

    Optional<SegmentSize> size(@Nullable SystemIdentifier system) {
        return Optional.ofNullable(sizes.get(system));
    }

    Optional<PgVersion> version(@Nullable SystemIdentifier system) {
        return Optional.ofNullable(versions.get(system));
    }

    boolean owns(@Nullable SystemIdentifier system, int row) {
        return ofRow == null || placeOf(system) == ofRow[row];
    }

    private int placeOf(@Nullable SystemIdentifier system) {
        return system == null ? NOBODY : systems.indexOf(system);
    }

    /** Of the segment of this name, else of the one before it on its timeline, else of the one after. */
    @Nullable
    SystemIdentifier near(WalFile.Digits digits) {
        if (ofRow == null) {
            return systems.isEmpty() ? null : systems.getFirst();
        }
        int at = rows.firstNotBefore(digits);
        boolean exact =
                at < rows.count() && rows.isOn(at, digits.timeline()) && rows.place(at) == WalRows.place(digits);
        int row = exact || at == 0 || !rows.isOn(at - 1, digits.timeline()) ? at : at - 1;
        return row < rows.count() && rows.isOn(row, digits.timeline()) ? system(ofRow[row]) : null;
    }

    /** Only the segment of this very name tells. */
    @Nullable
    SystemIdentifier of(WalFile.Digits digits) {
        int at = rows.firstNotBefore(digits);
        boolean exact =
                at < rows.count() && rows.isOn(at, digits.timeline()) && rows.place(at) == WalRows.place(digits);
        return exact && ofRow != null ? system(ofRow[at]) : null;
    }

    @Nullable
    SystemIdentifier of(Backup backup) {
        if (ofRow == null) {
            return systems.isEmpty() ? null : systems.getFirst();
        }
        return backup.systemIdentifier()
                .or(() -> backup.name().start().flatMap(start -> Optional.ofNullable(of(start))))
                .orElse(null);
    }

    private @Nullable SystemIdentifier system(int place) {
        return place == NOBODY ? null : systems.get(place);
    }

    /** How many segments are nobody's. */
    long unowned() {
        long unowned = 0;
        for (int row = 0; ofRow != null && row < ofRow.length; row++) {
            unowned += ofRow[row] == NOBODY ? 1 : 0;
        }
        return unowned;
    }

    static int[] nobodys(int rows) {
        int[] all = new int[rows];
        Arrays.fill(all, NOBODY);
        return all;
    }
}
