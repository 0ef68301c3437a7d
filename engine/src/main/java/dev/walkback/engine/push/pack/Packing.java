package dev.walkback.engine.push.pack;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.PushEvent;
import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills tars with what a composer chooses, several at once, and stores each while it is being filled. One that is full may still be
 * on its way to the storage while the next is begun.
 */
public final class Packing {

    private final ContentSink sink;
    private final String folder;
    private final Composer composer;
    private final Treatments treatments;
    private final List<PackingWatch> watches;
    private final FileReading reading;
    private final Consumer<? super PushEvent> events;
    private final Semaphore filling;
    private final List<Thread> fillers = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger tars = new AtomicInteger();
    private final AtomicLong payload = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();

    /** What is found, one after another. */
    @FunctionalInterface
    public interface Finding {

        void run() throws IOException, InterruptedException;
    }

    /**
     * @param payload bytes of content in tars
     * @param stored bytes of the tars
     */
    public record Packed(int tars, long payload, long stored) {}

    /**
     * @param folder of the tars, with a slash at its end
     * @param atOnce how many are filled at a time
     * @param queued how many that are full may still be on their way to the storage
     */
    public Packing(
            ContentSink sink,
            String folder,
            Composer composer,
            Treatments treatments,
            List<PackingWatch> watches,
            FileReading reading,
            Consumer<? super PushEvent> events,
            int atOnce,
            int queued) {
        this.sink = sink;
        this.folder = folder;
        this.composer = composer;
        this.treatments = treatments;
        this.watches = List.copyOf(watches);
        this.reading = reading;
        this.events = events;
        this.filling = new Semaphore(atOnce);
        for (int i = 0; i < atOnce + queued; i++) {
            fillers.add(Thread.ofPlatform().name("packing-" + i).unstarted(this::fill));
        }
    }

    /**
     * Packs what the calling thread finds and tells the composer of. When it returns all tars are durable.
     *
     * @throws IOException as {@link FileReading} says, or of what was to be found
     */
    public Packed run(Finding finding) throws IOException, InterruptedException {
        fillers.forEach(Thread::start);
        Thread watched = Thread.currentThread();
        Thread guard = Thread.ofVirtual().name("packing-guard").start(() -> interruptOnFailure(watched));
        try {
            finding.run();
            composer.end();
            for (Thread filler : fillers) {
                filler.join();
            }
        } catch (InterruptedException interrupted) {
            throwFailure();
            throw interrupted;
        } finally {
            guard.interrupt();
            fillers.forEach(Thread::interrupt);
            joinAll(guard);
        }
        throwFailure();
        return new Packed(tars.get(), payload.get(), stored.get());
    }

    /** So that who walks does not wait for fillers that are gone. */
    private void interruptOnFailure(Thread watched) {
        try {
            for (Thread filler : fillers) {
                filler.join();
            }
            if (failure.get() != null) {
                watched.interrupt();
            }
        } catch (InterruptedException over) {
            // nobody has to be told any more
        }
    }

    private void joinAll(Thread guard) {
        boolean interrupted = false;
        List<Thread> all = new ArrayList<>(fillers);
        all.add(guard);
        for (Thread each : all) {
            while (each.isAlive()) {
                try {
                    each.join();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        }
        if (interrupted && failure.get() == null) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure() throws IOException, InterruptedException {
        Throwable why = failure.get();
        if (why == null) {
            return;
        }
        boolean ignored = Thread.interrupted(); // it was the guard's, to bring us here
        switch (why) {
            case IOException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new InterruptedException();
        }
    }

    private void fill() {
        try {
            while (failure.get() == null) {
                filling.acquire();
                Turn turn = new Turn();
                try {
                    TarPlan plan = composer.next();
                    if (plan == null) {
                        return;
                    }
                    switch (plan) {
                        case TarPlan.Filled filled -> part(filled, turn);
                        case TarPlan.Copied copied -> copy(copied, turn);
                    }
                } finally {
                    turn.end();
                }
            }
        } catch (InterruptedException stopped) {
            // whoever failed has said so
        } catch (IOException | RuntimeException | Error failed) {
            fail(failed);
        }
    }

    private void fail(Throwable why) {
        if (failure.compareAndSet(null, why)) {
            fillers.stream()
                    .filter(each -> !each.equals(Thread.currentThread()))
                    .forEach(Thread::interrupt);
        }
    }

    /** The right to read files, given back once: when a tar is full, not when it is stored. */
    private final class Turn {

        private boolean over;

        void end() {
            if (!over) {
                over = true;
                filling.release();
            }
        }
    }

    private void part(TarPlan.Filled plan, Turn turn) throws IOException, InterruptedException {
        Chosen first = plan.next(0);
        if (first == null) {
            return;
        }
        String tar = String.format(Locale.ROOT, "part_%03d.tar", begun.incrementAndGet());
        String key = sink.key(folder + tar);
        Filling content =
                new Filling(first, plan, treatments, reading, events, watch(key.substring(folder.length())), turn::end);
        ObjectInfo object = sink.write(folder + tar, new OneTar(content), Overwrite.REFUSED);
        content.stored(object);
        done(object, content.payload());
    }

    private void copy(TarPlan.Copied plan, Turn turn) {
        turn.end();
        ObjectInfo object = sink.copy(plan.from(), folder + plan.name(), Overwrite.REFUSED);
        PackingWatch.TarWatch watch = watch(plan.name());
        watch.copied(plan.from());
        plan.files().forEach(watch::packed);
        watch.stored(object);
        done(object, plan.payload());
    }

    private void done(ObjectInfo object, long content) {
        tars.incrementAndGet();
        payload.addAndGet(content);
        stored.addAndGet(object.size());
        events.accept(new PushEvent.Stored(object.key(), object.size()));
    }

    private PackingWatch.TarWatch watch(String tar) {
        return new TarWatches(watches.stream().map(watch -> watch.begun(tar)).toList());
    }

    /** A tar cannot be made twice: files went into it that nobody chooses again. */
    private record OneTar(Filling filling) implements Content.Produced {

        @Override
        public boolean repeatable() {
            return false;
        }

        @Override
        public void writeTo(OutputStream sink) throws IOException {
            filling.writeTo(sink);
        }
    }
}
