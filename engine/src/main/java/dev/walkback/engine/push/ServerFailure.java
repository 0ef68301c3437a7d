package dev.walkback.engine.push;

/** A server did not do what was asked of it. */
public final class ServerFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String server;
    private final String sqlState;

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
        this(kind, server, why, "", cause);
    }

    /** @param sqlState the five signs that the server gave its reason by; empty where it gave none */
    public ServerFailure(Kind kind, String server, String why, String sqlState, Throwable cause) {
        super(why, cause);
        this.kind = kind;
        this.server = server;
        this.sqlState = sqlState;
    }

    public Kind kind() {
        return kind;
    }

    public String server() {
        return server;
    }

    public String sqlState() {
        return sqlState;
    }
}
