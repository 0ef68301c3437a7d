package dev.walkback.engine.mark;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Step;
import dev.walkback.engine.plan.objects.ObjectFacts;
import dev.walkback.storage.ObjectInfo;

/**
 * Changes what one backup's {@code metadata.json} says of its permanence.
 *
 * @param metadata the document, as it was read
 */
public record MarkBackup(BackupName name, ObjectInfo metadata, boolean permanent) implements Step {

    @Override
    public String action() {
        return permanent ? "mark" : "unmark";
    }

    @Override
    public String object() {
        return metadata.key();
    }

    @Override
    public Facts before() {
        return ObjectFacts.of(metadata).with("permanent", !permanent);
    }

    @Override
    public String sentence() {
        return action() + " " + name;
    }
}
