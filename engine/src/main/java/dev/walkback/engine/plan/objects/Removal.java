package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plans what to remove. */
public final class Removal {

    private Removal() {}

    /**
     * @param keys objects by name
     * @param prefix also every object whose key begins like this; null for none
     * @throws StorageException.Missing when there is no object of one of the keys
     */
    public static Plan<DeleteObject> plan(Storage storage, Collection<String> keys, @Nullable String prefix) {
        List<DeleteObject> steps =
                chosen(storage, keys, prefix).stream().map(DeleteObject::new).toList();
        return Plan.of("delete from " + storage.location(), steps, List.of());
    }

    /** In the order of keys, each once. */
    static List<ObjectInfo> chosen(Storage storage, Collection<String> keys, @Nullable String prefix) {
        TreeMap<String, ObjectInfo> chosen = new TreeMap<>(Keys.ORDER);
        for (String key : keys) {
            chosen.put(
                    key,
                    storage.stat(key).orElseThrow(() -> new StorageException.Missing(storage.location(), key, null)));
        }
        if (prefix != null) {
            try (Stream<ObjectInfo> listed = storage.list(KeyRange.prefix(prefix))) {
                listed.forEach(object -> chosen.put(object.key(), object));
            }
        }
        return List.copyOf(chosen.values());
    }
}
