package dev.walkback.engine.plan;

/** What became of a step. */
public sealed interface Outcome {

    /** @param after what is there now; {@link Facts#NONE} when nothing is */
    record Done(Facts after) implements Outcome {}

    /** It was not done; the others may have been. */
    record Failed(RuntimeException why) implements Outcome {}
}
