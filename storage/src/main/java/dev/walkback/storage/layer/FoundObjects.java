package dev.walkback.storage.layer;

import dev.walkback.storage.ObjectInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The objects that a logical name means. More than one when the codec was changed and the content stored again; WAL-G then
 * reads the first of its fixed order (or the extension it remembers from the last time), which need not be the newest.
 *
 * @param objects in the order in which WAL-G looks for them; empty when there is none
 */
public record FoundObjects(String logicalName, List<ObjectInfo> objects) {

    public FoundObjects {
        objects = List.copyOf(objects);
    }

    public boolean isMissing() {
        return objects.isEmpty();
    }

    /** Several objects claim the name; whether they hold the same content nobody knows without reading them. */
    public boolean isAmbiguous() {
        return objects.size() > 1;
    }

    /** The one that WAL-G takes when it remembers no extension. */
    public Optional<ObjectInfo> first() {
        return objects.stream().findFirst();
    }

    /** Of objects stored in the same instant, the one that WAL-G looks for first. */
    public Optional<ObjectInfo> newest() {
        return objects.reversed().stream().max(Comparator.comparing(ObjectInfo::modified));
    }
}
