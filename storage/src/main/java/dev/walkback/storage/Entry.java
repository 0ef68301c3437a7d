package dev.walkback.storage;

/** What lies directly in a folder. */
public sealed interface Entry permits ObjectInfo, Entry.Folder {

    /** The object's key, or the folder's beginning of keys, which ends in {@code /}. */
    String key();

    /** A beginning that at least one key has. */
    record Folder(String key) implements Entry {

        public Folder {
            if (!key.endsWith("/")) {
                throw new IllegalArgumentException("a folder ends in a slash: " + key);
            }
        }
    }
}
