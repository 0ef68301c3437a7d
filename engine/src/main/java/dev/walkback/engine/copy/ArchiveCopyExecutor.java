package dev.walkback.engine.copy;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.plan.Executor;
import dev.walkback.engine.plan.Outcome;
import dev.walkback.engine.plan.objects.CopyObject;
import dev.walkback.engine.plan.objects.ObjectFacts;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies in the plan's order: several objects at once, metadata when all that it tells of is there, sentinels one after the other. Each
 * object is compared with its source when it is stored. The first failure ends all of it: no sentinel may speak of what is not there.
 */
public final class ArchiveCopyExecutor implements Executor<CopyObject> {

    private static final int STEPS_AT_ONCE = 64;

    private final Storage from;
    private final ContentSink to;
    private final SameContent same;
    private final int objectsAtOnce;
    private final LongConsumer moved;

    /** @param moved told how many more bytes were read, from any thread */
    public ArchiveCopyExecutor(Storage from, ContentSink to, int objectsAtOnce, LongConsumer moved) {
        this.from = from;
        this.to = to;
        this.same = new SameContent(from, to.storage());
        this.objectsAtOnce = objectsAtOnce;
        this.moved = moved;
    }

    @Override
    public int atOnce() {
        return STEPS_AT_ONCE;
    }

    @Override
    public List<Outcome> perform(List<CopyObject> steps) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        int at = 0;
        while (at < steps.size()) {
            int end = at + 1;
            while (end < steps.size() && goTogether(steps.get(at), steps.get(end))) {
                end++;
            }
            outcomes.addAll(together(steps.subList(at, end)));
            at = end;
        }
        return outcomes;
    }

    private static boolean goTogether(CopyObject one, CopyObject other) {
        return !BackupKeys.isSentinel(one.object())
                && !BackupKeys.isSentinel(other.object())
                && ArchiveCopying.isMetadata(one.object()) == ArchiveCopying.isMetadata(other.object());
    }

    private List<Outcome> together(List<CopyObject> steps) throws InterruptedException {
        Semaphore places = new Semaphore(objectsAtOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> running = new ArrayList<>();
            try {
                for (CopyObject step : steps) {
                    running.add(threads.submit(() -> {
                        places.acquire();
                        try {
                            return new Outcome.Done(ObjectFacts.of(copied(step)));
                        } finally {
                            places.release();
                        }
                    }));
                }
                List<Outcome> outcomes = new ArrayList<>();
                for (Future<Outcome> each : running) {
                    outcomes.add(each.get());
                }
                return outcomes;
            } catch (ExecutionException failed) {
                throw asRuntime(failed.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static RuntimeException asRuntime(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    private ObjectInfo copied(CopyObject step) {
        ObjectInfo there = stored(step.source());
        if (!same.of(step.source(), there)) {
            throw new StorageException.Damaged(
                    to.storage().location(), step.object(), "it holds other bytes than what was copied", null);
        }
        return there;
    }

    /** What somebody else put there since the plan is compared, and never overwritten. */
    private ObjectInfo stored(ObjectInfo source) {
        try {
            return to.writeAsIs(source.key(), content(source), Overwrite.REFUSED);
        } catch (StorageException.Exists taken) {
            return to.storage()
                    .stat(source.key())
                    .filter(there -> same.of(source, there))
                    .orElseThrow(() -> taken);
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
                ByteRange range = ByteRange.from(offset).of(source.etag());
                return new Counted(from.read(source.key(), range).bytes(), moved);
            }
        };
    }

    private static final class Counted extends FilterInputStream {

        private final LongConsumer moved;

        Counted(InputStream in, LongConsumer moved) {
            super(in);
            this.moved = moved;
        }

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
    }
}
