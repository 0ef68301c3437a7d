package dev.walkback.shell.lock;

import dev.walkback.engine.push.PushEvent;
import dev.walkback.engine.push.ServerFacts;
import dev.walkback.engine.push.lock.LockLostException;
import dev.walkback.engine.push.lock.LockedException;
import dev.walkback.engine.push.lock.PushLock;
import dev.walkback.storage.MutableStorage;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;

/** A push while its cluster's lock is held. */
public final class HeldPush {

    private final MutableStorage storage;
    private final PushLock.Manner manner;
    private final Clock clock;

    /** What is done meanwhile. */
    @FunctionalInterface
    public interface Work<T> {

        /**
         * @param beforeItCounts to be asked before a sentinel is stored
         * @param events to be told of what happens
         */
        T run(Runnable beforeItCounts, Consumer<? super PushEvent> events) throws IOException, InterruptedException;
    }

    public HeldPush(MutableStorage storage, PushLock.Manner manner, Clock clock) {
        this.storage = storage;
        this.manner = manner;
        this.clock = clock;
    }

    /** @throws dev.walkback.shell.Refusal when another push holds the lock, or took it over */
    public <T> T run(ServerFacts facts, Consumer<? super PushEvent> events, Work<T> work)
            throws IOException, InterruptedException {
        try (PushLock lock =
                PushLock.take(storage, ThisProcess.holder(clock), facts.identifier(), ThisProcess::isRunning, manner)) {
            lock.before().map(LockWording::tookOver).map(PushEvent.Note::new).ifPresent(events);
            return work.run(lock::confirm, event -> {
                if (event instanceof PushEvent.Started started) {
                    lock.making(started.start().name().text());
                }
                events.accept(event);
            });
        } catch (LockedException locked) {
            throw LockWording.refusal(locked);
        } catch (LockLostException lost) {
            throw LockWording.refusal(lost);
        }
    }
}
