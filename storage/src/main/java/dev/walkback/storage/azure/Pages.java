package dev.walkback.storage.azure;

import dev.walkback.storage.Entry;
import dev.walkback.storage.Keys;
import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A listing, page after page, in the order that we promise.
 *
 * <p>The service orders names; whether by their UTF-8 bytes or by UTF-16 units it does not say, and the emulator does the
 * latter. The two differ only for characters beyond U+FFFF against those from U+E000 on, so names with the former are held
 * back until no name of the latter kind can follow. Any other disorder (an account with a hierarchical namespace lists folder
 * by folder) is an error: who works through ranges must not miss a key.
 */
final class Pages<E extends Entry> implements Iterator<E> {

    /** One page of a listing, and where the next begins; null after the last. */
    record Page<E>(List<E> entries, @Nullable String next) {}

    private static final int MOST_HELD = 100_000;

    private final Location location;
    private final Function<@Nullable String, Page<E>> fetch;
    private final Queue<E> ready = new ArrayDeque<>();
    private final TreeSet<E> held = new TreeSet<>(Comparator.comparing(Entry::key, Keys.ORDER));
    private @Nullable String token;
    private boolean begun;
    private String last = "";

    Pages(Location location, Function<@Nullable String, Page<E>> fetch) {
        this.location = location;
        this.fetch = fetch;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !(begun && token == null)) {
            Page<E> page = fetch.apply(token);
            begun = true;
            token = page.next() == null || page.next().isEmpty() ? null : page.next();
            // a page of folders and objects has the ones after the others
            page.entries().stream().sorted(Comparator.comparing(Entry::key)).forEach(this::take);
            if (token == null) {
                ready.addAll(held);
                held.clear();
            }
        }
        return !ready.isEmpty();
    }

    private void take(E entry) {
        if (firstSurrogate(entry.key()) >= 0) {
            held.add(entry);
            if (held.size() > MOST_HELD) {
                throw new StorageException.Rejected(location, "list", "too many names with rare characters", null);
            }
            return;
        }
        held.removeIf(waiting -> {
            boolean over = !entry.key().startsWith(waiting.key().substring(0, firstSurrogate(waiting.key())));
            if (over) {
                ready.add(waiting);
            }
            return over;
        });
        ready.add(entry);
    }

    private static int firstSurrogate(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (Character.isSurrogate(key.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public E next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        E entry = ready.remove();
        if (Keys.ORDER.compare(entry.key(), last) <= 0 && !last.isEmpty()) {
            throw new StorageException.Rejected(
                    location,
                    "list",
                    "the service lists out of order; accounts with a hierarchical namespace cannot be used",
                    null);
        }
        last = entry.key();
        return entry;
    }
}
