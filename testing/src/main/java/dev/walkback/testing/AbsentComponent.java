package dev.walkback.testing;

/** A component that this machine does not have, and why. Not the same as one that is here and does not work. */
final class AbsentComponent extends Exception {

    private static final long serialVersionUID = 1L;

    AbsentComponent(String reason) {
        super(reason);
    }
}
