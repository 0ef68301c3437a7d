package dev.walkback.engine.archive;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Tells how a reading goes on, now and then, one thread at a time. Who would have to wait for telling, does not tell. */
final class Meter {

    private static final int OFTEN = 0xFF;

    private final Consumer<ReadingProgress> listener;
    private final LongAdder objects = new LongAdder();
    private final LongAdder documents = new LongAdder();
    private final ReentrantLock telling = new ReentrantLock();

    Meter(Consumer<ReadingProgress> listener) {
        this.listener = listener;
    }

    /** @param seen how many the calling worker has seen, itself included */
    void object(long seen) {
        objects.increment();
        if ((seen & OFTEN) == 0) {
            tell();
        }
    }

    void document() {
        documents.increment();
        tell();
    }

    private void tell() {
        if (telling.tryLock()) {
            try {
                listener.accept(new ReadingProgress(objects.sum(), documents.sum()));
            } finally {
                telling.unlock();
            }
        }
    }

    void finish() {
        telling.lock();
        try {
            listener.accept(new ReadingProgress(objects.sum(), documents.sum()));
        } finally {
            telling.unlock();
        }
    }
}
