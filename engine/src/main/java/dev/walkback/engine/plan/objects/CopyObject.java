package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Step;
import dev.walkback.storage.ObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * Copies one object under its own key.
 *
 * @param replaced what the target has there now, with other content; null when it has nothing
 */
public record CopyObject(ObjectInfo source, @Nullable ObjectInfo replaced) implements Step {

    @Override
    public String action() {
        return "copy";
    }

    @Override
    public String object() {
        return source.key();
    }

    @Override
    public Facts before() {
        return replaced == null ? Facts.NONE : ObjectFacts.of(replaced);
    }

    @Override
    public String sentence() {
        return (replaced == null ? "copy " : "overwrite ") + source.key();
    }
}
