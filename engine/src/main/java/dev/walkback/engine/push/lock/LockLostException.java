package dev.walkback.engine.push.lock;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lock that a push held is another's now, or gone: what it was making must not be finished. */
public final class LockLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient @Nullable LockHolder holder;

    /** @param holder null when there is no lock any more */
    LockLostException(String key, @Nullable LockHolder holder) {
        super("the lock " + key + " is not ours any more");
        this.key = key;
        this.holder = holder;
    }

    public String key() {
        return key;
    }

    public Optional<LockHolder> holder() {
        return Optional.ofNullable(holder);
    }
}
