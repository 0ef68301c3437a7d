package dev.walkback.storage.wrap;

import dev.walkback.storage.Keys;
import dev.walkback.storage.StorageException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A listing that is begun again at its last key when the line is lost. What was seen already is left out: all of the keys
 * before, and of the last key the elements that were given (it has several in a listing of versions).
 */
final class ResumingListing<T> implements Iterator<T> {

    /** Where the elements come from. */
    interface Source<T> {

        /** The listing, from the key of an element on if it can begin there, else from its start. */
        Stream<T> open(@Nullable T last);

        String key(T element);

        /** What is still the same when the element is listed again, though its object may have been replaced. */
        default Object identity(T element) {
            return key(element);
        }
    }

    private final Retry.Attempts attempts;
    private final Source<T> source;
    private final Set<Object> seenOfLastKey = new HashSet<>();
    private @Nullable Stream<T> listing;
    private @Nullable Iterator<T> rest;
    private @Nullable T last;
    private @Nullable T next;

    private ResumingListing(Retry.Attempts attempts, Source<T> source) {
        this.attempts = attempts;
        this.source = source;
    }

    static <T> Stream<T> stream(Retry.Attempts attempts, Source<T> source) {
        ResumingListing<T> resuming = new ResumingListing<>(attempts, source);
        resuming.openAtLeastOnce();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(resuming, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(resuming::close);
    }

    /** So that a storage that is not there is a failure of the call, as it is without a wrapper. */
    private void openAtLeastOnce() {
        while (rest == null) {
            try {
                open();
            } catch (StorageException.Unreachable e) {
                attempts.pauseOrGiveUp(e);
            }
        }
    }

    private Iterator<T> open() {
        Stream<T> opened = source.open(last);
        listing = opened;
        rest = opened.iterator();
        return rest;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            try {
                Iterator<T> elements = rest == null ? open() : rest;
                if (!elements.hasNext()) {
                    return false;
                }
                T element = elements.next();
                next = isNew(element) ? element : null;
            } catch (StorageException.Unreachable e) {
                close();
                attempts.pauseOrGiveUp(e);
            }
        }
        return true;
    }

    private boolean isNew(T element) {
        if (last == null) {
            return true;
        }
        int order = Keys.ORDER.compare(source.key(element), source.key(last));
        return order > 0 || (order == 0 && !seenOfLastKey.contains(source.identity(element)));
    }

    @Override
    public T next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        T element = next;
        next = null;
        if (last == null || !source.key(last).equals(source.key(element))) {
            seenOfLastKey.clear();
        }
        seenOfLastKey.add(source.identity(element));
        last = element;
        attempts.startOver();
        return element;
    }

    private void close() {
        if (listing != null) {
            listing.close();
        }
        listing = null;
        rest = null;
    }
}
