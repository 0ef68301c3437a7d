package dev.walkback.engine.plan;

import java.util.List;

/** The hands of a plan. Does steps and nothing else; whether, when and in which order is not its business. */
@FunctionalInterface
public interface Executor<S extends Step> {

    /**
     * Does some consecutive steps of a plan, in any order among themselves.
     *
     * @return one outcome for each step, in the steps' order
     * @throws RuntimeException when something failed that would meet every step; any of these may have been done or not
     * @throws InterruptedException the same, when told to stop
     */
    List<Outcome> perform(List<S> steps) throws InterruptedException;

    /** How many steps at once make sense: more than one where the storage takes many in one request. */
    default int atOnce() {
        return 1;
    }
}
