package dev.walkback.engine.plan;

import java.util.List;

/** What happens while a plan is carried out, for progress and reports. */
public sealed interface Event<S extends Step> {

    /** @param index of the step, from 0 */
    record Started<S extends Step>(S step, int index, int of) implements Event<S> {}

    record Finished<S extends Step>(S step, Facts after) implements Event<S> {}

    /** The step failed; the plan goes on. */
    record Failed<S extends Step>(S step, RuntimeException why) implements Event<S> {}

    /**
     * The plan ends early.
     *
     * @param unknown steps that were begun and may have been done or not
     * @param notDone steps that were not begun
     */
    record Stopped<S extends Step>(List<S> unknown, List<S> notDone) implements Event<S> {}
}
