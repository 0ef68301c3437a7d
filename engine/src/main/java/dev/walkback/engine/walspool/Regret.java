package dev.walkback.engine.walspool;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file that could not be pushed, and for how long nobody tries again but who is asked: twice as long each time, so that a storage that
 * is gone is not asked for everything at once all the time.
 *
 * @param until by the clock of {@link System#nanoTime}
 */
record Regret(String why, long pause, long until) {

    private static final long FIRST = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    static Regret after(@Nullable Regret before, String why, long now) {
        long pause = before == null ? FIRST : Math.min(LONGEST, 2 * before.pause());
        return new Regret(why, pause, now + pause);
    }

    boolean isOver(long now) {
        return now - until >= 0;
    }
}
