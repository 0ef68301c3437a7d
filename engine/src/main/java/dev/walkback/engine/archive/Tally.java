package dev.walkback.engine.archive;

import dev.walkback.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts objects by what they are, for one {@link Inventory}. Used by one thread. */
final class Tally {

    private static final int SAMPLES = 20;

    private final Map<Inventory.Kind, Inventory.Count> counts = new EnumMap<>(Inventory.Kind.class);
    private final Map<Inventory.Kind, List<String>> samples = new EnumMap<>(Inventory.Kind.class);

    void add(Inventory.Kind kind, ObjectInfo object) {
        counts.merge(kind, new Inventory.Count(1, object.size()), Inventory.Count::plus);
        if (kind == Inventory.Kind.ORPHAN || kind == Inventory.Kind.UNKNOWN) {
            sample(kind, object.key());
        }
    }

    void addAll(Tally other) {
        other.counts.forEach((kind, count) -> counts.merge(kind, count, Inventory.Count::plus));
        other.samples.forEach((kind, keys) -> keys.forEach(key -> sample(kind, key)));
    }

    private void sample(Inventory.Kind kind, String key) {
        List<String> keys = samples.computeIfAbsent(kind, any -> new ArrayList<>());
        if (keys.size() < SAMPLES) {
            keys.add(key);
        }
    }

    Inventory inventory() {
        return new Inventory(counts, samples);
    }
}
