package dev.walkback.shell;

import java.nio.file.Path;

/** Where walkback keeps what it could find out again: nothing is lost when it is deleted. */
public final class CacheHome {

    private CacheHome() {}

    /** {@code $XDG_CACHE_HOME/walkback}; a relative or empty variable counts as unset, as its specification asks. */
    public static Path of(Console console) {
        String cache = console.variable("XDG_CACHE_HOME");
        Path base = cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home", "/"), ".cache");
        return base.resolve("walkback");
    }
}
