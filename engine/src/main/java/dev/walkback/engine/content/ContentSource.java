package dev.walkback.engine.content;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the content of objects is read from: several at once, so that a slow line is filled, and no more of each in memory than a
 * codec's window.
 *
 * <p>Interrupting the thread that waits ends all of it with {@link StorageException.Interrupted}.
 *
 * @param atOnce how many objects are open at a time
 * @param events told by any of the reading threads
 */
public record ContentSource(Storage storage, Layers layers, int atOnce, Consumer<? super ReadEvent> events) {

    public ContentSource {
        if (atOnce < 1) {
            throw new IllegalArgumentException("nothing is read " + atOnce + " at once");
        }
    }

    /** The decoded content of the object as it was listed. */
    public InputStream open(ObjectInfo object) throws IOException {
        return open(object.key(), object.etag());
    }

    /** The decoded content of whatever is there now. */
    public InputStream open(String key) throws IOException {
        return open(key, null);
    }

    private InputStream open(String key, @Nullable String etag) throws IOException {
        OpenObject object = storage.read(key, ByteRange.ALL.of(etag));
        OpenObject counted = new OpenObject(object.info(), new Counted(object.bytes(), events));
        return layers.plain(storage.location(), counted);
    }

    /**
     * Does something for each number below {@code count}, about in order, several at once. What it throws ends all of it.
     */
    public void forEach(long count, LongConsumer work) {
        AtomicLong next = new AtomicLong();
        int workers = (int) Math.min(atOnce, count);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Boolean> finished = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < workers; i++) {
                finished.submit(() -> {
                    for (long mine = next.getAndIncrement(); mine < count; mine = next.getAndIncrement()) {
                        work.accept(mine);
                    }
                    return true;
                });
            }
            try {
                for (int i = 0; i < workers; i++) {
                    finished.take().get();
                }
            } catch (InterruptedException told) {
                throw new StorageException.Interrupted(storage.location(), "read content", told);
            } catch (ExecutionException failed) {
                throw asRuntime(failed.getCause());
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /**
     * Why this one object could not be read, in a few words. What would meet every other object as well is thrown on.
     */
    public static String whyNot(StorageException failure) {
        return switch (failure) {
            case StorageException.Damaged damaged -> damaged.why();
            case StorageException.WrongKey wrong -> wrong.why();
            case StorageException.Denied denied -> denied.why();
            case StorageException.Rejected rejected -> rejected.why();
            case StorageException.Missing gone -> "it is gone since it was listed";
            case StorageException.Changed changed -> "it changed since it was listed";
            default -> throw failure;
        };
    }

    private static RuntimeException asRuntime(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }

    private static final class Counted extends FilterInputStream {

        private final Consumer<? super ReadEvent> events;

        Counted(InputStream in, Consumer<? super ReadEvent> events) {
            super(in);
            this.events = events;
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            tell(read < 0 ? -1 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            tell(read);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = in.skip(count);
            tell(skipped);
            return skipped;
        }

        private void tell(long read) {
            if (read > 0) {
                events.accept(new ReadEvent.Bytes(read));
            }
        }
    }
}
