package dev.walkback.engine.catchup;

/** The copy cannot be brought forward by this, and nothing was written. */
public final class CatchupRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong. */
    public enum Kind {
        /** The copy is of another cluster. */
        OTHER_CLUSTER,
        /** It is on another timeline. */
        OTHER_TIMELINE,
        /** It lacks changes from before those that were pushed. */
        BEHIND,
        /** It has all that was pushed already. */
        AHEAD,
        /** Pages alone were pushed of files that it has not. */
        FILES_MISSING,
        /** Nothing tells which files are whole. */
        UNLISTED,
        /** There is no copy. */
        NO_COPY
    }

    CatchupRefused(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
