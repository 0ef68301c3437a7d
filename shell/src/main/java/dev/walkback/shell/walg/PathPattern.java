package dev.walkback.shell.walg;

import java.util.ArrayList;
import java.util.List;

/** A pattern for a whole path, part by part: a star does not cross a slash, and there is no {@code **}. */
final class PathPattern {

    private final List<NamePattern> parts = new ArrayList<>();

    PathPattern(String pattern) throws WalgFailure {
        for (String part : pattern.split("/", -1)) {
            parts.add(new NamePattern(part));
        }
    }

    boolean matches(String path) {
        String[] names = path.split("/", -1);
        if (names.length != parts.size()) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!parts.get(i).matches(names[i])) {
                return false;
            }
        }
        return true;
    }
}
