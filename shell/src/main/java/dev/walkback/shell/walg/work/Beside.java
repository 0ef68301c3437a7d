package dev.walkback.shell.walg.work;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One piece of work beside another, so that two listings wait for the storage at the same time. */
public final class Beside<T> implements AutoCloseable {

    private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    private final Future<T> work;

    private Beside(Callable<T> work) {
        this.work = thread.submit(work);
    }

    public static <T> Beside<T> begin(Callable<T> work) {
        return new Beside<>(work);
    }

    /** What came of it; its failure is thrown as it was. */
    public T result() throws Exception {
        return answer(work);
    }

    /** Stops it, should it still be at work. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }

    static <T> T answer(Future<T> work) throws Exception {
        try {
            return work.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
