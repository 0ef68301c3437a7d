package dev.walkback.engine.restore;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Where the tablespaces of a restored directory go. */
public sealed interface TablespacePlaces {

    /** Each to where it was, which must be empty. */
    record Kept() implements TablespacePlaces {}

    /** Each into a folder of its own below this one, called by its number. */
    record Under(Path folder) implements TablespacePlaces {}

    /**
     * Some elsewhere, the others to where they were.
     *
     * @param places by where they were, or by their numbers
     */
    record Moved(Map<String, Path> places) implements TablespacePlaces {

        public Moved {
            places = Collections.unmodifiableMap(new TreeMap<>(places));
        }
    }
}
