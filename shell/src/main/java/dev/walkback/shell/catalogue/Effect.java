package dev.walkback.shell.catalogue;

/** What a command can do to the world. */
public enum Effect {
    /** Looks only. */
    READS("reads only"),
    /** Writes files on this machine. */
    WRITES_LOCAL("writes local files"),
    /** What the commands do that it is given. */
    AS_TOLD("does what its commands do"),
    /** Adds, replaces or deletes in a storage. */
    CHANGES_STORAGE("changes the storage");

    private final String words;

    Effect(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
