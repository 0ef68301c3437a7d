package dev.walkback.engine.push;

/** A server did not do what was asked of it. */
public final class ServerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String server;

    /** What to do about it differs. */
    public enum Kind {
        /** Nobody answers there. */
        UNREACHABLE,
        /** Somebody answers, and does not let us in or do this. */
        DENIED,
        /** The session was there and is gone. */
        LOST,
        /** The server said no: wrong state, wrong settings. */
        REFUSED
    }

    /** @param server where, as a person would write it; never with a password */
    public ServerFailure(Kind kind, String server, String why, Throwable cause) {
        super(why, cause);
        this.kind = kind;
        this.server = server;
    }

    public Kind kind() {
        return kind;
    }

    public String server() {
        return server;
    }
}
