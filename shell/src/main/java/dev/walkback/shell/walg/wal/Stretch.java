package dev.walkback.shell.walg.wal;

/** Segments one after the other, on one timeline, of which the same is to be said. */
public record Stretch(long timeline, long least, long most, Status status) {

    /** What wal-verify says of segments. */
    public enum Status {
        FOUND,
        MISSING_DELAYED,
        MISSING_UPLOADING,
        MISSING_LOST
    }

    public long count() {
        return most - least + 1;
    }
}
