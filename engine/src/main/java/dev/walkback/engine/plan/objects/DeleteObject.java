package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Step;
import dev.walkback.storage.ObjectInfo;

/** Removes one object, if it is still the one that was seen. */
public record DeleteObject(ObjectInfo seen) implements Step {

    @Override
    public String action() {
        return "delete";
    }

    @Override
    public String object() {
        return seen.key();
    }

    @Override
    public Facts before() {
        return ObjectFacts.of(seen);
    }

    @Override
    public String sentence() {
        return "delete " + seen.key();
    }
}
