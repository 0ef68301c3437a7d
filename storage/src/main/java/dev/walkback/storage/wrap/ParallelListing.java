package dev.walkback.storage.wrap;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One listing, shared out to several workers by ranges of keys, and put together again in the order of keys.
 *
 * <p>Each worker lists one range ahead into a {@link Lane} of bounded length; as one range is used up, the next is begun. So
 * memory is bounded by workers times lane, and the gain is as large as ranges are small enough to fit their lanes: give more
 * split points than workers.
 */
public final class ParallelListing {

    private final Storage storage;
    private final int workers;
    private final int ahead;

    /**
     * @param workers how many ranges are listed at once
     * @param ahead how many objects each may be ahead of the reader
     */
    public ParallelListing(Storage storage, int workers, int ahead) {
        if (workers < 1 || ahead < 1) {
            throw new IllegalArgumentException("no workers, or no room for them: " + workers + ", " + ahead);
        }
        this.storage = storage;
        this.workers = workers;
        this.ahead = ahead;
    }

    /**
     * The objects of a range in order, as {@link Storage#list} gives them. Close the stream: its workers are told to stop.
     *
     * @param splits keys at which one worker ends and the next begins, in any order; they need not exist
     */
    public Stream<ObjectInfo> list(KeyRange range, Collection<String> splits) {
        Lanes lanes = new Lanes(new ArrayDeque<>(shares(range, splits)));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(lanes, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(lanes::close);
    }

    /** A range cut at some keys, into ranges side by side. */
    static List<KeyRange> shares(KeyRange range, Collection<String> splits) {
        List<KeyRange> shares = new ArrayList<>();
        KeyRange rest = range;
        for (String split : splits.stream().distinct().sorted(Keys.ORDER).toList()) {
            boolean cuts = (rest.from() == null || Keys.ORDER.compare(rest.from(), split) < 0)
                    && (range.to() == null || Keys.ORDER.compare(split, range.to()) < 0);
            if (cuts) {
                shares.add(rest.to(split));
                rest = rest.from(split);
            }
        }
        shares.add(rest);
        return shares;
    }

    /** The lanes that are being filled, in the order of their ranges. Used by one reader. */
    private final class Lanes implements Iterator<ObjectInfo> {

        private final Deque<KeyRange> waiting;
        private final Deque<Lane> filling = new ArrayDeque<>();
        private @Nullable ObjectInfo next;

        Lanes(Deque<KeyRange> waiting) {
            this.waiting = waiting;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                while (filling.size() < workers && !waiting.isEmpty()) {
                    filling.add(Lane.fill(storage, waiting.remove(), ahead));
                }
                if (filling.isEmpty()) {
                    return false;
                }
                try {
                    next = filling.element().take();
                } catch (InterruptedException e) {
                    throw new StorageException.Interrupted(storage.location(), "list", e);
                }
                if (next == null) {
                    filling.remove();
                }
            }
            return true;
        }

        @Override
        public ObjectInfo next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            ObjectInfo found = next;
            next = null;
            return found;
        }

        void close() {
            waiting.clear();
            filling.forEach(Lane::stop);
        }
    }
}
