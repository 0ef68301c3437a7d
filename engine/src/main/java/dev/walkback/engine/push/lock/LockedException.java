package dev.walkback.engine.push.lock;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another push of the same cluster runs, as far as anybody can tell from here. */
public final class LockedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient @Nullable LockHolder holder;
    private final boolean here;
    private final Duration silent;

    /**
     * @param holder null when the lock could not be read
     * @param here whether it is a process of this machine that was seen running
     * @param silent for how long nothing was heard of it, by the storage's own time
     */
    LockedException(String key, @Nullable LockHolder holder, boolean here, Duration silent) {
        super("another push holds " + key);
        this.key = key;
        this.holder = holder;
        this.here = here;
        this.silent = silent;
    }

    public String key() {
        return key;
    }

    public Optional<LockHolder> holder() {
        return Optional.ofNullable(holder);
    }

    public boolean isHere() {
        return here;
    }

    public Duration silent() {
        return silent;
    }
}
