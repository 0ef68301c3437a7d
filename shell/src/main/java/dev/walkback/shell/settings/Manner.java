package dev.walkback.shell.settings;

/** Under which name the program was called, and so whose rules hold. */
public enum Manner {
    /** Called {@code walkback}: what is unknown or malformed is an error. */
    NATIVE,
    /** Called {@code wal-g}: what is unknown or malformed is a warning, because existing archive_commands must go on. */
    WALG
}
