package dev.walkback.engine.copy;

import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Keys;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two listings beside each other, in the order of keys; neither is kept. */
final class Beside {

    private final Storage from;
    private final Storage to;

    Beside(Storage from, Storage to) {
        this.from = from;
        this.to = to;
    }

    /** Told of each object of the source, with what the target has under the same key. */
    @FunctionalInterface
    interface Pair {
        void take(ObjectInfo source, @Nullable ObjectInfo target);
    }

    private static @Nullable ObjectInfo after(Iterator<ObjectInfo> objects) {
        return objects.hasNext() ? objects.next() : null;
    }

    void forEach(String prefix, Predicate<String> wanted, Pair each) {
        try (Stream<ObjectInfo> ours = from.list(KeyRange.prefix(prefix));
                Stream<ObjectInfo> theirs = to.list(KeyRange.prefix(prefix))) {
            Iterator<ObjectInfo> there = theirs.iterator();
            ObjectInfo next = after(there);
            Iterator<ObjectInfo> here =
                    ours.filter(source -> wanted.test(source.key())).iterator();
            while (here.hasNext()) {
                ObjectInfo source = here.next();
                while (next != null && Keys.ORDER.compare(next.key(), source.key()) < 0) {
                    next = after(there);
                }
                each.take(source, next != null && next.key().equals(source.key()) ? next : null);
            }
        }
    }
}
