package dev.walkback.engine.archive;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every object that was listed, counted by what it is. The counts add up to the listing: nothing is skipped silently.
 *
 * @param samples of what is {@link Kind#ORPHAN} or {@link Kind#UNKNOWN}: the first few keys
 */
public record Inventory(Map<Kind, Count> counts, Map<Kind, List<String>> samples) {

    /** What an object is, by its name and place. */
    public enum Kind {
        SENTINEL,
        BACKUP_METADATA,
        FILES_METADATA,
        TAR,
        SEGMENT,
        PARTIAL,
        HISTORY,
        BACKUP_HISTORY,
        DELTA_MAP,
        WAL_METADATA,
        CATCHUP,
        STORAGE_CHECK,
        /** Of {@link OwnObjects}. */
        OWN,
        /** Of a backup that has no sentinel. */
        ORPHAN,
        UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How many, and how much together. */
    public record Count(long objects, long bytes) {

        public static final Count NONE = new Count(0, 0);

        public Count plus(long moreBytes) {
            return new Count(objects + 1, bytes + moreBytes);
        }

        public Count plus(Count other) {
            return new Count(objects + other.objects, bytes + other.bytes);
        }
    }

    public Inventory {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        samples = Map.copyOf(samples);
    }

    public Count count(Kind kind) {
        return counts.getOrDefault(kind, Count.NONE);
    }

    public long objects() {
        return counts.values().stream().mapToLong(Count::objects).sum();
    }

    public long bytes() {
        return counts.values().stream().mapToLong(Count::bytes).sum();
    }
}
