package dev.walkback.shell;

import java.util.List;

/**
 * The person asked for something that cannot be meant, or the settings say so. Nothing was tried; exit code 2.
 *
 * <p>Carries no cause on purpose: causes come from parsers, and parsers quote the text they choke on, which may be a secret.
 */
public final class UsageError extends RuntimeException {

    private final String what;
    private final String why;
    private final List<String> tries;

    /**
     * @param what happened, to which thing, in the user's terms: lower case, no full stop
     * @param why the fact behind it; empty where {@code what} says it all
     * @param tries commands that work if typed as they stand
     */
    public UsageError(String what, String why, List<String> tries) {
        super(why.isEmpty() ? what : what + ": " + why);
        this.what = what;
        this.why = why;
        this.tries = List.copyOf(tries);
    }

    public String what() {
        return what;
    }

    public String why() {
        return why;
    }

    public List<String> tries() {
        return tries;
    }
}
