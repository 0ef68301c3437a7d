package dev.walkback.storage.local;

/** How far symbolic links in a local storage are followed. */
public enum Links {
    /** To what lies below the storage's root. Keys that lead elsewhere are refused, and listings pass them by. */
    INSIDE,
    /** Anywhere, for those whose {@code wal_005} is a link to another disk. Whoever may make links may show any file. */
    ANYWHERE
}
