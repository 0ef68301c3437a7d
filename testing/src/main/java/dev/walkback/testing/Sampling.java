package dev.walkback.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Test cases that are too many for every run. The whole of them runs in the profile of the same name
 * ({@code mvn verify -Pmatrix}); a plain run draws a few by a seed, which the build prints at its end and
 * {@code -Dwalkback.seed=N} sets again.
 */
public enum Sampling {
    /** Combinations: versions, codecs, keys, storages. */
    MATRIX,
    /** The same work with a fault at another place each time. */
    CHAOS;

    private static final long SEED = Long.getLong("walkback.seed", System.nanoTime() & 0xFFFF);

    /** All cases in the profile, else {@code count} of them in their order. For a method source. */
    public <T> List<T> of(String what, List<T> cases, int count) {
        String profile = name().toLowerCase(Locale.ROOT);
        if (Boolean.getBoolean("walkback." + profile) || cases.size() <= count) {
            return cases;
        }
        SkipLog.append(
                "samples.tsv",
                profile,
                what + ": " + count + " of " + cases.size() + " cases, -Dwalkback.seed=" + SEED);
        return drawn(cases, count, SEED);
    }

    static <T> List<T> drawn(List<T> cases, int count, long seed) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(seed));
        return places.stream().limit(count).sorted().map(cases::get).toList();
    }

    /** The number that random tests start from, so that a failure can be had again. */
    public static long seed() {
        return SEED;
    }
}
