package dev.walkback.engine.mark;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.mark.document.PermanenceField;
import dev.walkback.engine.plan.Executor;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.plan.objects.ObjectFacts;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes marks, in the plan's order and no further than the first that fails: a permanent delta on a backup that is not would be
 * protected in name only.
 */
public final class MarkExecutor implements Executor<MarkBackup> {

    private static final int LARGEST = 64 << 20;

    private final ContentSink sink;

    public MarkExecutor(ContentSink sink) {
        this.sink = sink;
    }

    @Override
    public List<Outcome> perform(List<MarkBackup> steps) {
        List<Outcome> outcomes = new ArrayList<>();
        for (MarkBackup step : steps) {
            outcomes.add(new Outcome.Done(ObjectFacts.of(marked(step)).with("permanent", step.permanent())));
        }
        return outcomes;
    }

    /** Looked at once more just before: no storage can make the two one act, so a writer in that very moment still loses. */
    private ObjectInfo marked(MarkBackup step) {
        String key = step.object();
        try (OpenObject object =
                sink.storage().read(key, ByteRange.ALL.of(step.metadata().etag()))) {
            if (!ObjectFacts.same(step.metadata(), object.info())) {
                throw new StorageException.Changed(
                        sink.storage().location(), key, "it was written again since the plan", null);
            }
            byte[] document = object.bytes().readNBytes(LARGEST);
            byte[] changed = PermanenceField.with(document, step.permanent());
            return sink.writeAsIs(key, Content.of(changed), Overwrite.ALLOWED);
        } catch (IOException e) {
            throw new StorageException.Damaged(sink.storage().location(), key, String.valueOf(e.getMessage()), e);
        }
    }
}
