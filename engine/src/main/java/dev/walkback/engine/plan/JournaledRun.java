package dev.walkback.engine.plan;

import java.util.List;
import java.util.Optional;

/**
 * A run as its journal tells it.
 *
 * @param ending empty when the process died, or still runs
 * @param entries the steps that were begun
 */
public record JournaledRun(
        String purpose, Fingerprint plan, int steps, List<Entry> entries, Optional<Journal.Ending> ending) {

    public JournaledRun {
        entries = List.copyOf(entries);
    }

    /** What is known of a step's effect. */
    public enum State {
        DONE,
        FAILED,
        /** It was begun, and nothing says how it ended. */
        UNKNOWN
    }

    /** @param why it failed; empty when it did not */
    public record Entry(int step, String action, String object, Facts before, State state, Facts after, String why) {}
}
