package dev.walkback.storage.s3;

import dev.walkback.storage.StorageException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What comes in pages, one by one. A page is asked for when the one before it is used up, so that a million keys need the
 * memory of a thousand.
 *
 * @param <T> what is on the pages
 * @param <M> what says where the next page begins
 */
final class Pages<T, M> implements Iterator<T> {

    private final Calls calls;
    private final Function<@Nullable M, Page<T, M>> source;
    private final Predicate<T> beyond;
    private @Nullable Page<T, M> page;
    private int position;
    private boolean ended;

    /** @param next where the page after this one begins, null after the last */
    record Page<T, M>(List<T> items, @Nullable M next) {}

    private Pages(Calls calls, Function<@Nullable M, Page<T, M>> source, Predicate<T> beyond) {
        this.calls = calls;
        this.source = source;
        this.beyond = beyond;
    }

    /** @param beyond true of the first item that ends the listing before its last page */
    static <T, M> Stream<T> stream(Calls calls, Function<@Nullable M, Page<T, M>> source, Predicate<T> beyond) {
        int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages<>(calls, source, beyond), ordered), false);
    }

    @Override
    public boolean hasNext() {
        if (ended) {
            return false;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(calls.bucket().location(), "list", null);
        }
        while (page == null || position == page.items().size()) {
            if (page != null && page.next() == null) {
                ended = true;
                return false;
            }
            page = source.apply(page == null ? null : page.next());
            position = 0;
        }
        ended = beyond.test(page.items().get(position));
        return !ended;
    }

    @Override
    public T next() {
        if (!hasNext() || page == null) {
            throw new NoSuchElementException();
        }
        return page.items().get(position++);
    }
}
