package dev.walkback.storage;

/** What a write does when there is an object of that key. */
public enum Overwrite {
    /** It takes the old one's place, at once and whole. */
    ALLOWED,
    /** The write fails with {@link StorageException.Exists} and the old one stays. */
    REFUSED
}
