package dev.walkback.engine.archive;

import dev.walkback.storage.StorageException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** What could not be looked at, and why: folders whose listing broke off, and documents that did not come. */
final class Troubles {

    private final Map<String, StorageException> listings = new ConcurrentSkipListMap<>();
    private final Map<String, StorageException> documents = new ConcurrentSkipListMap<>();

    void listing(String folder, StorageException why) {
        listings.putIfAbsent(folder, why);
    }

    void document(String key, StorageException why) {
        documents.put(key, why);
    }

    boolean none() {
        return listings.isEmpty() && documents.isEmpty();
    }

    Set<Map.Entry<String, StorageException>> listings() {
        return listings.entrySet();
    }

    boolean withheld(String key) {
        return documents.containsKey(key);
    }

    Set<Map.Entry<String, StorageException>> documents() {
        return documents.entrySet();
    }

    /** The one to show when nothing at all could be seen. A storage that is not there explains all the others. */
    Optional<StorageException> worst() {
        Collection<StorageException> all = List.copyOf(listings.values());
        return all.stream()
                .filter(StorageException.NoStorage.class::isInstance)
                .findFirst()
                .or(() -> all.stream()
                        .filter(why -> !(why instanceof StorageException.Interrupted))
                        .findFirst());
    }

    /** In a few words, for a finding. */
    static String word(StorageException why) {
        return switch (why) {
            case StorageException.Unreachable unreachable -> "unreachable: " + unreachable.why();
            case StorageException.Denied denied -> "denied: " + denied.why();
            case StorageException.NoStorage gone -> "no " + gone.what();
            case StorageException.Missing missing -> "gone meanwhile";
            case StorageException.Exists exists -> "exists";
            case StorageException.Changed changed -> "changed meanwhile: " + changed.how();
            case StorageException.BadKey bad -> "key refused: " + bad.why();
            case StorageException.NoRoom full -> "no room: " + full.why();
            case StorageException.Damaged damaged -> "damaged: " + damaged.why();
            case StorageException.WrongKey locked -> "no key opens it: " + locked.why();
            case StorageException.Rejected rejected -> "rejected: " + rejected.why();
            case StorageException.Interrupted stopped -> "interrupted";
        };
    }
}
