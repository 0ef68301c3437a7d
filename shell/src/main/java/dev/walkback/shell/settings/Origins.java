package dev.walkback.shell.settings;

/** Comparing where values came from. */
final class Origins {

    private Origins() {}

    /** A flag above a variable above a file is how it should be; twice in one of them is not. */
    static boolean sameSource(Origin one, Origin other) {
        return one.getClass().equals(other.getClass());
    }
}
