package dev.walkback.engine.push.lock;

import dev.walkback.engine.archive.OwnObjects;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.lock.document.LockDocument;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held while one cluster is pushed. Its holder writes it anew every minute, so that the storage's own time tells
 * whether he lives: clocks of machines do not go into it. One that was left by a crash is taken over, at once where the process can
 * be seen to be gone, else when it was silent for long enough, or by somebody who says so.
 *
 * <p>It keeps mishaps apart and no more: nothing that it guards is spoilt when two should hold it after all, since a backup's name is
 * never given twice and {@link #confirm} is asked before a sentinel is written.
 */
public final class PushLock implements AutoCloseable {

    /** A holder that was silent for so long, fifteen of its beats, is taken for gone. */
    public static final Duration SILENCE = Duration.ofMinutes(15);

    static final Duration BEAT = Duration.ofMinutes(1);

    /** Where a storage cannot refuse at once, two that write together have both written after this. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final MutableStorage storage;
    private final String key;
    private final SynchronousQueue<Boolean> over = new SynchronousQueue<>();
    private final Thread beating;
    private final @Nullable LockHolder before;
    private volatile LockHolder me;

    /** How a lock is taken. */
    public enum Manner {
        /** A lock that somebody may hold refuses. */
        CAREFUL,
        /** Somebody says that whoever held it is gone. */
        TAKE_OVER
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void last(Duration time) throws InterruptedException;
    }

    private PushLock(MutableStorage storage, String key, LockHolder me, @Nullable LockHolder before, Duration beat) {
        this.storage = storage;
        this.key = key;
        this.me = me;
        this.before = before;
        this.beating = Thread.ofVirtual().name("push-lock").start(() -> beat(beat));
    }

    /**
     * @param me with a token that nobody else has
     * @param system null for a server that cannot tell
     * @throws LockedException when somebody else holds it
     */
    public static PushLock take(
            MutableStorage storage,
            LockHolder me,
            @Nullable SystemIdentifier system,
            Neighbours neighbours,
            Manner manner) {
        return take(storage, me, system, neighbours, manner, Thread::sleep, BEAT);
    }

    static PushLock take(
            MutableStorage storage,
            LockHolder me,
            @Nullable SystemIdentifier system,
            Neighbours neighbours,
            Manner manner,
            Pause pause,
            Duration beat) {
        String key = OwnObjects.PUSH_LOCK + (system == null ? "unknown" : system) + ".json";
        Attempt attempt = new Attempt(storage, key, me, neighbours, pause);
        LockHolder before = attempt.take(manner);
        return new PushLock(storage, key, me, before, beat);
    }

    /** Who left the lock that was taken over; empty where there was none, or it could not be read. */
    public Optional<LockHolder> before() {
        return Optional.ofNullable(before);
    }

    /** Says in the lock what is being made. */
    public void making(String backup) {
        me = me.making(backup);
        renew();
    }

    /**
     * Asked before what was made is made to count.
     *
     * @throws LockLostException when it is not held any more
     */
    public void confirm() {
        Optional<LockHolder> holder = holder(storage, key);
        if (holder.isEmpty() || !holder.get().token().equals(me.token())) {
            throw new LockLostException(key, holder.orElse(null));
        }
    }

    /** Gives it back, unless it is another's by now. A storage that does not answer keeps it: the next push takes it over. */
    @Override
    public void close() {
        end();
        try {
            confirm();
            storage.delete(List.of(key));
        } catch (LockLostException | StorageException taken) {
            // it is not ours to take away, or out of reach
        }
    }

    private void end() {
        boolean interrupted = Thread.interrupted();
        try {
            while (beating.isAlive()) {
                over.offer(true, 100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurry) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(Duration beat) {
        try {
            while (over.poll(beat.toMillis(), TimeUnit.MILLISECONDS) == null) {
                try {
                    renew();
                } catch (LockLostException | StorageException | UncheckedIOException missed) {
                    // fifteen may be missed; whether it is still held is asked before it matters
                }
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void renew() {
        confirm();
        storage.write(key, Content.of(LockDocument.bytes(me)), Overwrite.ALLOWED);
    }

    /** Empty also where there is an object that is no lock. */
    private static Optional<LockHolder> holder(MutableStorage storage, String key) {
        try (OpenObject object = storage.read(key)) {
            return LockDocument.read(object.bytes().readNBytes(LockDocument.MOST_BYTES));
        } catch (StorageException.Missing none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One try to take it. */
    private record Attempt(MutableStorage storage, String key, LockHolder me, Neighbours neighbours, Pause pause) {

        /** @return who held it before */
        @Nullable
        LockHolder take(Manner manner) {
            try {
                storage.write(key, Content.of(LockDocument.bytes(me)), Overwrite.REFUSED);
                if (!storage.capabilities().contains(Capability.ATOMIC_REFUSAL)) {
                    lookAgain();
                }
                return null;
            } catch (StorageException.Exists held) {
                LockHolder before = holder(storage, key).orElse(null);
                if (manner == Manner.CAREFUL) {
                    refuseTheLiving(before);
                }
                storage.write(key, Content.of(LockDocument.bytes(me)), Overwrite.ALLOWED);
                lookAgain();
                return before;
            }
        }

        private void refuseTheLiving(@Nullable LockHolder holder) {
            boolean here = false;
            if (holder != null && holder.isOn(me)) {
                here = neighbours.isRunning(holder.process(), holder.incarnation());
                if (!here) {
                    return;
                }
            }
            Duration silent = silent();
            if (here || silent.compareTo(SILENCE) < 0) {
                throw new LockedException(key, holder, here, silent);
            }
        }

        /** How long ago the lock was written, both told by the storage: what it says of an object that is written now is its now. */
        private Duration silent() {
            Optional<ObjectInfo> lock = storage.stat(key);
            if (lock.isEmpty()) {
                // given back this moment: whoever comes next finds it free
                return Duration.ZERO;
            }
            String probe = OwnObjects.PUSH_LOCK + "time_" + me.token();
            ObjectInfo now = storage.write(probe, Content.of(new byte[] {'\n'}), Overwrite.ALLOWED);
            storage.delete(List.of(probe));
            Duration silent = Duration.between(lock.get().modified(), now.modified());
            return silent.isNegative() ? Duration.ZERO : silent;
        }

        /** Two may have written, one after the other: the last one has it. */
        private void lookAgain() {
            try {
                pause.last(SETTLING);
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
                throw new StorageException.Interrupted(storage.location(), "lock " + key, told);
            }
            LockHolder holder = holder(storage, key).orElse(null);
            if (holder == null || !holder.token().equals(me.token())) {
                throw new LockedException(key, holder, holder != null && holder.isOn(me), Duration.ZERO);
            }
        }
    }
}
