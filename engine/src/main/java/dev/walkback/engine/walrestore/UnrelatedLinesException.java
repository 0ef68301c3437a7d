package dev.walkback.engine.walrestore;

/** The two directories are not two lines of one cluster, so there is nothing to rewind. */
public final class UnrelatedLinesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong with the two. */
    public enum Kind {
        OTHER_CLUSTER,
        SAME_TIMELINE,
        NO_COMMON_PAST
    }

    UnrelatedLinesException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    UnrelatedLinesException(LocalLine one, LocalLine other) {
        this(
                Kind.NO_COMMON_PAST,
                "timelines " + one.timeline() + " of " + one.data() + " and " + other.timeline() + " of " + other.data()
                        + " have no ancestor in common");
    }

    public Kind kind() {
        return kind;
    }
}
