package dev.walkback.engine.restore.stage;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import java.util.List;
import java.util.stream.Stream;

/** The objects under which a file of WAL is stored: by its name, and the extension of whatever codec it went through. */
final class StoredNames {

    private static final String FOLDER = "wal_005/";

    private StoredNames() {}

    static String key(String fileName) {
        return FOLDER + fileName;
    }

    /** Those that hold anything. */
    static List<String> of(Storage storage, String name) {
        String key = key(name);
        try (Stream<ObjectInfo> listed = storage.list(KeyRange.prefix(key))) {
            return listed.filter(object -> object.size() > 0 && isCopy(object.key(), key))
                    .map(ObjectInfo::key)
                    .toList();
        }
    }

    /** One extension at most: {@code ….json} is what is said about it. */
    private static boolean isCopy(String key, String of) {
        String extension = key.substring(of.length());
        return extension.isEmpty()
                || (extension.startsWith(".") && extension.indexOf('.', 1) < 0 && !extension.equals(".json"));
    }
}
