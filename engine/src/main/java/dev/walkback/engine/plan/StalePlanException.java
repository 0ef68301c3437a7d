package dev.walkback.engine.plan;

/** The plan that was confirmed is not the one at hand; nothing was done. */
public final class StalePlanException extends RuntimeException {

    private final Fingerprint confirmed;
    private final Fingerprint current;

    public StalePlanException(Fingerprint confirmed, Fingerprint current) {
        super("confirmed was " + confirmed + ", the plan is " + current);
        this.confirmed = confirmed;
        this.current = current;
    }

    public Fingerprint confirmed() {
        return confirmed;
    }

    public Fingerprint current() {
        return current;
    }
}
