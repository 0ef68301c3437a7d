package dev.walkback.engine.plan;

/** One effect of a plan. */
public interface Step {

    /** What is done, in one lower-case word for the journal: {@code delete}, {@code copy}. */
    String action();

    /** What it is done to: a key, a path. Unique among the steps of one plan. */
    String object();

    /** What is there now, as the planner saw it, and what the effect rests on. Part of the fingerprint. */
    Facts before();

    /** The line that a plan prints for it. Names in it are as they are; whoever prints makes them harmless. */
    String sentence();
}
