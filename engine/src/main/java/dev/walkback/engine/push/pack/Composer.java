package dev.walkback.engine.push.pack;

import org.jspecify.annotations.Nullable;

/**
 * Decides which files lie in a tar together. One thread tells it what was found, while others ask it for tars to fill: one that
 * needs to know all files first lets them wait until the end was told.
 *
 * <p>Whoever waits in it is interrupted when the push fails.
 */
public interface Composer {

    /** Whether it is in a tar already, by its name: then nobody looks at it, and it is not added. */
    default boolean has(String name) {
        return false;
    }

    /** The next that was found, in the order of the walk; may wait until somebody takes some. */
    void add(Chosen chosen) throws InterruptedException;

    /** Nothing else will be found. */
    void end() throws InterruptedException;

    /** A tar to fill, for one of several threads that ask; waits until there is one. Null when there will be no more. */
    @Nullable
    TarPlan next() throws InterruptedException;
}
