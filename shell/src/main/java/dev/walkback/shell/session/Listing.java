package dev.walkback.shell.session;

import dev.walkback.engine.archive.Archive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A look at a storage that is being taken on a thread of its own, so that nobody has to wait for it who does not want to. */
public final class Listing {

    /** Takes the look. Told to stop by interruption; gives then what was seen, marked as not all. */
    @FunctionalInterface
    public interface Look {
        Archive take(LongConsumer objectsSeen);
    }

    private final String storage;
    private final Instant since;
    private final AtomicLong objects = new AtomicLong();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread worker;
    private volatile @Nullable Archive archive;
    private volatile @Nullable Throwable failure;
    private volatile boolean attended;

    private Listing(String storage, Clock clock, Look look, Consumer<Listing> kept, Consumer<Listing> then) {
        this.storage = storage;
        this.since = clock.instant();
        this.worker = Thread.ofPlatform().daemon().name("listing").unstarted(() -> work(look, kept, then));
    }

    /**
     * @param kept told on the listing's own thread before it is over, whatever came of it
     * @param then told when it is over
     */
    public static Listing start(
            String storage, Clock clock, Look look, Consumer<Listing> kept, Consumer<Listing> then) {
        Listing listing = new Listing(storage, clock, look, kept, then);
        listing.worker.start();
        return listing;
    }

    private void work(Look look, Consumer<Listing> kept, Consumer<Listing> then) {
        try {
            archive = look.take(objects::set);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        try {
            kept.accept(this);
        } finally {
            over.countDown();
        }
        then.accept(this);
    }

    public String storage() {
        return storage;
    }

    public Instant since() {
        return since;
    }

    /** How many objects were seen so far. */
    public long objects() {
        return objects.get();
    }

    /** What was seen; null while it runs, and when it failed. */
    public @Nullable Archive archive() {
        return archive;
    }

    public @Nullable Throwable failure() {
        return failure;
    }

    public boolean isOver() {
        return over.getCount() == 0;
    }

    /** Somebody waits for it, and will say what came of it. */
    public void attend() {
        attended = true;
    }

    public boolean isAttended() {
        return attended;
    }

    /** Asks it to end with what it has. */
    public void stop() {
        worker.interrupt();
    }

    /** Whether it is over, at the latest after this time. */
    public boolean await(Duration atMost) throws InterruptedException {
        return over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Until it is over. */
    public void await() throws InterruptedException {
        over.await();
    }
}
