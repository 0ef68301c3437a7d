package dev.walkback.storage.s3;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.TimeLimits;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;

/** Every request goes through here: within its time limit, leavable, and its failure put in our words. */
final class Calls implements AutoCloseable {

    private final Bucket bucket;
    private final Connection connection;
    private final TimeLimits limits;
    private final Failures failures;
    private final Breakages breakages;

    Calls(S3Config config, Bucket bucket, Clock clock) {
        this.bucket = bucket;
        this.connection = new Connection(config);
        this.limits = config.limits();
        this.failures = new Failures(bucket, clock);
        this.breakages = new Breakages(bucket);
    }

    Bucket bucket() {
        return bucket;
    }

    TimeLimits limits() {
        return limits;
    }

    /**
     * A request that moves no content.
     *
     * @param key of the object it is about, empty when it is about none
     */
    <T> T ask(String attempted, String key, Function<S3Client, T> request) {
        return waitFor(limits.request(), new Waiting.Progress(), attempted, key, request);
    }

    /** A request whose content moves, or that keeps the service busy for longer: only standing still is limited. */
    <T> T move(String attempted, String key, Waiting.Progress progress, Function<S3Client, T> request) {
        return waitFor(limits.idle(), progress, attempted, key, request);
    }

    private <T> T waitFor(
            Duration limit, Waiting.Progress progress, String attempted, String key, Function<S3Client, T> request) {
        if (Thread.currentThread().isInterrupted()) {
            // a request that is quick enough would be answered before anyone looks
            throw new StorageException.Interrupted(bucket.location(), attempted, null);
        }
        try {
            return Waiting.whileMoving(limit, progress, () -> request.apply(connection.client()));
        } catch (InterruptedException left) {
            throw new StorageException.Interrupted(bucket.location(), attempted, left);
        } catch (TimeoutException hung) {
            throw new StorageException.Unreachable(
                    bucket.location(), attempted, "nothing moved for " + seconds(limit), hung);
        } catch (ExecutionException failed) {
            throw inOurWords(attempted, key, failed.getCause() == null ? failed : failed.getCause());
        }
    }

    /** Passes on what is ours already, or a bug. */
    RuntimeException inOurWords(String attempted, String key, Throwable thrown) {
        return switch (thrown) {
            case AwsServiceException refused -> failures.of(attempted, key, refused);
            case StorageException said -> said;
            case InterruptedException left -> new StorageException.Interrupted(bucket.location(), attempted, left);
            case UncheckedIOException ofContent -> ofContent;
            case IllegalStateException closed when connection.isClosed() -> closed;
            case Error bug -> throw bug;
            default -> breakages.of(attempted, thrown);
        };
    }

    static String seconds(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    @Override
    public void close() {
        connection.close();
    }
}
