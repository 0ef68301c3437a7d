package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Executor;
import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes objects, many in one request. Each is looked at once more just before: one that was written again since the plan
 * stays. No storage can make the two one act, so a writer in that very moment still loses.
 */
public final class RemovalExecutor implements Executor<DeleteObject> {

    /** What S3 takes in one request is 1000; fewer keep the time between looking and deleting short. */
    private static final int AT_ONCE = 100;

    private final MutableStorage storage;

    public RemovalExecutor(MutableStorage storage) {
        this.storage = storage;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public List<Outcome> perform(List<DeleteObject> steps) {
        Map<String, RuntimeException> failed = new HashMap<>();
        List<String> keys = new ArrayList<>();
        for (DeleteObject step : steps) {
            Optional<ObjectInfo> now = storage.stat(step.object());
            if (now.isPresent() && !ObjectFacts.same(step.seen(), now.get())) {
                String how = "it was written again since the plan";
                failed.put(step.object(), new StorageException.Changed(storage.location(), step.object(), how, null));
            } else {
                keys.add(step.object());
            }
        }
        for (Deletion.Failure failure : storage.delete(keys).failed()) {
            failed.put(
                    failure.key(),
                    new StorageException.Rejected(storage.location(), "delete " + failure.key(), failure.why(), null));
        }
        return steps.stream().map(step -> outcome(failed.get(step.object()))).toList();
    }

    private static Outcome outcome(@org.jspecify.annotations.Nullable RuntimeException why) {
        return why == null ? new Outcome.Done(Facts.NONE) : new Outcome.Failed(why);
    }
}
