package dev.walkback.storage.wrap;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One worker's share of a {@link ParallelListing}: a thread that lists, and a queue of bounded length behind it. */
final class Lane {

    /** What comes through: an object, the end, or what went wrong. */
    private sealed interface Arrival {
        record Found(ObjectInfo object) implements Arrival {}

        record End() implements Arrival {}

        record Failed(Throwable failure) implements Arrival {}
    }

    private final BlockingQueue<Arrival> queue;
    private final Thread worker;

    private Lane(Storage storage, KeyRange range, int ahead) {
        queue = new ArrayBlockingQueue<>(ahead);
        worker = Thread.ofVirtual().name("list " + range.prefix()).unstarted(() -> list(storage, range));
    }

    static Lane fill(Storage storage, KeyRange range, int ahead) {
        Lane lane = new Lane(storage, range, ahead);
        lane.worker.start();
        return lane;
    }

    /** The next object, or null at the end. A failure of the worker is thrown here. */
    @Nullable
    ObjectInfo take() throws InterruptedException {
        return switch (queue.take()) {
            case Arrival.Found(ObjectInfo object) -> object;
            case Arrival.End() -> null;
            case Arrival.Failed(RuntimeException failure) -> throw failure;
            case Arrival.Failed(Throwable failure) -> throw new IllegalStateException(failure);
        };
    }

    void stop() {
        worker.interrupt();
    }

    private void list(Storage storage, KeyRange range) {
        try {
            pass(listed(storage, range));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Arrival listed(Storage storage, KeyRange range) throws InterruptedException {
        try (Stream<ObjectInfo> listing = storage.list(range)) {
            for (var objects = listing.iterator(); objects.hasNext(); ) {
                pass(new Arrival.Found(objects.next()));
            }
            return new Arrival.End();
        } catch (RuntimeException | Error failure) {
            return new Arrival.Failed(failure);
        }
    }

    private void pass(Arrival arrival) throws InterruptedException {
        queue.put(arrival);
    }
}
