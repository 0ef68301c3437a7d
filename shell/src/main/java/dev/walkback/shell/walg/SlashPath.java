package dev.walkback.shell.walg;

import java.util.ArrayList;
import java.util.List;

/** Paths inside a storage as people type them: doubled slashes, {@code .} and {@code ..} are resolved by their text alone. */
final class SlashPath {

    private SlashPath() {}

    /**
     * The shortest form without a slash in front or behind; empty for the root. A path that climbs above the root keeps its
     * {@code ..}, and is refused by whoever uses it as a key.
     */
    static String relative(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    static String base(String path) {
        String clean = relative(path);
        return clean.substring(clean.lastIndexOf('/') + 1);
    }

    /** What follows the last dot of the last part, or empty. */
    static String extension(String path) {
        String base = base(path);
        int dot = base.lastIndexOf('.');
        return dot < 0 ? "" : base.substring(dot + 1);
    }
}
