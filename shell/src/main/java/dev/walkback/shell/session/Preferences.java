package dev.walkback.shell.session;

/**
 * What {@code session set} can change.
 *
 * @param offline whether to answer from the listing in memory and never ask the storage
 * @param slow whether the line to the terminal is slow: nothing is redrawn that need not be
 * @param accessible whether everything is said in sentences, in reading order, and nothing moves
 */
public record Preferences(boolean offline, boolean slow, boolean accessible) {

    public Preferences withOffline(boolean on) {
        return new Preferences(on, slow, accessible);
    }

    public Preferences withSlow(boolean on) {
        return new Preferences(offline, on, accessible);
    }

    public Preferences withAccessible(boolean on) {
        return new Preferences(offline, slow, on);
    }
}
