package dev.walkback.engine.backup;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the data directory and its tablespaces were when the backup was made.
 *
 * @param places by the name of the link in {@code pg_tblspc}, where it pointed
 */
public record TablespaceSpec(String dataDirectory, Map<String, String> places) {

    public TablespaceSpec {
        places = Collections.unmodifiableMap(new TreeMap<>(places));
    }
}
