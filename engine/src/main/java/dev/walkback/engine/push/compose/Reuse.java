package dev.walkback.engine.push.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tars to be copied, and which files are in them. No file is in two of them.
 *
 * @param names whether a file is in one of them
 */
record Reuse(List<Reusable> tars, Predicate<String> names) {

    static final Reuse NOTHING = new Reuse(List.of(), name -> false);

    Reuse {
        tars = List.copyOf(tars);
    }

    Reuse and(Reuse other) {
        List<Reusable> all = new ArrayList<>(tars);
        all.addAll(other.tars);
        return new Reuse(all, names.or(other.names));
    }
}
