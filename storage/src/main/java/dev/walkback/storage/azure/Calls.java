package dev.walkback.storage.azure;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of the SDK, each in a thread of its own, so that the caller's wait ends at its limit and when it is interrupted,
 * whatever the SDK is doing.
 */
final class Calls implements AutoCloseable {

    private final Location location;
    private final AzureFailures failures;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Calls(Location location, AzureFailures failures) {
        this.location = location;
        this.failures = failures;
    }

    /** @param key the object that it is about, for failures that name one */
    <T> T make(String attempted, String key, Duration limit, Callable<T> call) {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(location, attempted, null);
        }
        return outcome(attempted, key, limit, begin(call));
    }

    <T> Future<T> begin(Callable<T> call) {
        return threads.submit(call);
    }

    <T> T outcome(String attempted, String key, Duration limit, Future<T> begun) {
        try {
            return begun.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            begun.cancel(true);
            throw new StorageException.Interrupted(location, attempted, e);
        } catch (TimeoutException e) {
            begun.cancel(true);
            throw new StorageException.Unreachable(
                    location, attempted, "no answer within " + limit.toMillis() / 1000.0 + " s", e);
        } catch (ExecutionException e) {
            throw failures.of(e.getCause() == null ? e : e.getCause(), attempted, key);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
