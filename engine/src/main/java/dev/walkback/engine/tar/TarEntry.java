package dev.walkback.engine.tar;

import java.util.Arrays;

/**
 * One member of a tar, as its header tells.
 *
 * @param name exactly as written: WAL-G's begin with a slash, folders do not end in one
 * @param size of the content that follows; only files have any
 * @param linkTarget of a link, else empty
 */
public record TarEntry(String name, Kind kind, long size, int mode, String linkTarget) {

    /** What it would become. */
    public enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK,
        /** A device or a pipe. */
        DEVICE,
        /** What WAL-G never writes, and skips when it reads. */
        OTHER
    }

    /** Whether a name leads out of the folder that everything goes into, or cannot be that of a file at all. */
    public static boolean leadsOutside(String name) {
        return name.indexOf('\0') >= 0 || Arrays.asList(name.split("/", -1)).contains("..");
    }

    /** The last part of the name. */
    public String baseName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
