package dev.walkback.engine.push.pack;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Files in the order in which they are found go to whichever tar takes the next. Knows only those that are on their way. */
public final class RegularComposer implements Composer {

    private static final int ON_THEIR_WAY = 1 << 10;

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(ON_THEIR_WAY);
    private final long tarBytes;

    private sealed interface Step {}

    private record Found(Chosen chosen) implements Step {}

    private record Over() implements Step {}

    /** @param tarBytes a tar that holds more gets no further file */
    public RegularComposer(long tarBytes) {
        this.tarBytes = tarBytes;
    }

    @Override
    public void add(Chosen chosen) throws InterruptedException {
        steps.put(new Found(chosen));
    }

    @Override
    public void end() throws InterruptedException {
        steps.put(new Over());
    }

    @Override
    public @Nullable TarPlan next() throws InterruptedException {
        Chosen first = take();
        return first == null ? null : new Series(first);
    }

    private @Nullable Chosen take() throws InterruptedException {
        return switch (steps.take()) {
            case Found(Chosen chosen) -> chosen;
            case Over over -> {
                steps.put(over); // for the others who ask
                yield null;
            }
        };
    }

    private final class Series implements TarPlan.Filled {

        private final AtomicBoolean begun = new AtomicBoolean();
        private final Chosen first;

        Series(Chosen first) {
            this.first = first;
        }

        @Override
        public @Nullable Chosen next(long payload) throws InterruptedException {
            if (begun.compareAndSet(false, true)) {
                return first;
            }
            return payload > tarBytes ? null : take();
        }
    }
}
