package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Packed;
import dev.walkback.engine.plan.Plan;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
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
        Packed.Builder<DeleteObject> steps = new Packed.Builder<>(PackedObjects.DELETIONS);
        forEach(storage, keys, prefix, object -> steps.add(new DeleteObject(object)));
        return Plan.of("delete from " + storage.location(), steps.list(), List.of());
    }

    /**
     * In the order of keys, each once. The listing comes in that order already: it is not kept, so that any number of objects
     * can be meant.
     */
    static void forEach(
            Storage storage, Collection<String> keys, @Nullable String prefix, Consumer<ObjectInfo> chosen) {
        TreeMap<String, ObjectInfo> named = new TreeMap<>(Keys.ORDER);
        for (String key : keys) {
            named.put(
                    key,
                    storage.stat(key).orElseThrow(() -> new StorageException.Missing(storage.location(), key, null)));
        }
        if (prefix != null) {
            try (Stream<ObjectInfo> listed = storage.list(KeyRange.prefix(prefix))) {
                listed.forEachOrdered(object -> {
                    named.headMap(object.key()).values().forEach(chosen);
                    named.headMap(object.key(), true).clear();
                    chosen.accept(object);
                });
            }
        }
        named.values().forEach(chosen);
    }
}
