package dev.walkback.shell.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The storages that a config file describes, under {@code storages} or, as WAL-G calls those beside the main one,
 * {@code WALG_FAILOVER_STORAGES}.
 *
 * @param byDefault the one that counts when none is asked for, or null
 */
record NamedStorages(Map<String, Layer> layers, @Nullable String byDefault) {

    static final NamedStorages NONE = new NamedStorages(Map.of(), null);

    NamedStorages {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    SequencedSet<String> names() {
        return new LinkedHashSet<>(layers.keySet());
    }

    @Nullable
    Layer find(String name) {
        return layers.get(name);
    }

    /** These, and of others those whose names are still free. */
    NamedStorages over(NamedStorages others) {
        Map<String, Layer> all = new LinkedHashMap<>(layers);
        others.layers.forEach(all::putIfAbsent);
        return new NamedStorages(all, byDefault == null ? others.byDefault : byDefault);
    }
}
