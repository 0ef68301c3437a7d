package dev.walkback.engine.push;

/** How a file goes into a backup. */
public sealed interface Treatment {

    /** All of it. */
    record Whole() implements Treatment {}

    /** Not at all: it is what the parent has. */
    record Unchanged() implements Treatment {}

    /** Only pages that changed since the parent. */
    record Incremented(ChangedPages.Known known) implements Treatment {}

    Treatment WHOLE = new Whole();
    Treatment UNCHANGED = new Unchanged();
}
