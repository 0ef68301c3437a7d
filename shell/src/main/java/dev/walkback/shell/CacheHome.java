package dev.walkback.shell;

import dev.walkback.engine.archive.CacheFolder;
import java.nio.file.Path;

/** Where walkback keeps what it could find out again: nothing is lost when it is deleted. */
public final class CacheHome {

    /** In bytes, for each storage: the documents of some ten thousand backups. */
    private static final int LIMIT = 32 << 20;

    private CacheHome() {}

    /** What is kept of archives. */
    public static CacheFolder ofArchives(Console console) {
        return new CacheFolder(of(console).resolve("archives"), LIMIT);
    }

    /** {@code $XDG_CACHE_HOME/walkback}; a relative or empty variable counts as unset, as its specification asks. */
    private static Path of(Console console) {
        String cache = console.variable("XDG_CACHE_HOME");
        Path base = cache.startsWith("/") ? Path.of(cache) : Path.of(System.getProperty("user.home", "/"), ".cache");
        return base.resolve("walkback");
    }
}
