package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Executor;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Copies objects from one storage to another, one after the other. The source must stay what it was while it is read, and an
 * object that was not in the target's place when the plan was made is never overwritten.
 */
public final class CopyExecutor implements Executor<CopyObject> {

    private final Storage from;
    private final MutableStorage to;
    private final LongConsumer moved;

    /** @param moved told how many more bytes were read, from any thread */
    public CopyExecutor(Storage from, MutableStorage to, LongConsumer moved) {
        this.from = from;
        this.to = to;
        this.moved = moved;
    }

    @Override
    public List<Outcome> perform(List<CopyObject> steps) {
        List<Outcome> outcomes = new ArrayList<>();
        for (CopyObject step : steps) {
            outcomes.add(perform(step));
        }
        return outcomes;
    }

    private Outcome perform(CopyObject step) {
        Overwrite overwrite = step.replaced() == null ? Overwrite.REFUSED : Overwrite.ALLOWED;
        try {
            return new Outcome.Done(ObjectFacts.of(to.write(step.object(), content(step.source()), overwrite)));
        } catch (StorageException.Missing
                | StorageException.Exists
                | StorageException.Changed
                | StorageException.BadKey
                | StorageException.Damaged aboutThisObject) {
            return new Outcome.Failed(aboutThisObject);
        }
    }

    private Content content(ObjectInfo source) {
        return new Content.Stored() {
            @Override
            public long length() {
                return source.size();
            }

            @Override
            public InputStream open(long offset) {
                return counted(from.read(source.key(), ByteRange.from(offset).of(source.etag()))
                        .bytes());
            }
        };
    }

    private InputStream counted(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                int value = in.read();
                if (value >= 0) {
                    moved.accept(1);
                }
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = in.read(buffer, offset, length);
                if (count > 0) {
                    moved.accept(count);
                }
                return count;
            }
        };
    }
}
