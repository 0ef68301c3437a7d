package dev.walkback.storage.s3;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Unreachable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object that is sent in parts, several at once, and comes into being with {@link #complete}. Whoever begins one either
 * completes or aborts it; parts that are only forgotten cost money and no listing shows them.
 *
 * <p>One thread hands in the parts. Each is sent by a thread of its own; the first that fails ends the others.
 */
final class MultipartUpload {

    private static final Duration FOR_STOPPING = Duration.ofSeconds(10);
    private static final int ABORTS = 3;

    private final Calls calls;
    private final Bucket bucket;
    private final Extras extras;
    private final String key;
    private final String full;
    private final String id;
    private final PartRetry retry;
    private final int lanes;
    private final Semaphore free;
    private final Set<Thread> senders = ConcurrentHashMap.newKeySet();
    private final List<CompletedPart> sent = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int handedIn;

    private MultipartUpload(
            Calls calls, Extras extras, String key, String full, String id, PartRetry retry, int lanes) {
        this.calls = calls;
        this.extras = extras;
        this.bucket = calls.bucket();
        this.key = key;
        this.full = full;
        this.id = id;
        this.retry = retry;
        this.lanes = lanes;
        this.free = new Semaphore(lanes);
    }

    /** @param lanes how many parts are sent at once */
    static MultipartUpload begin(Calls calls, Extras extras, PartRetry retry, String key, int lanes) {
        String full = calls.bucket().full(key);
        String attempted = "begin to write " + key;
        String id = retry.run(
                calls.bucket().location(),
                attempted,
                () -> calls.ask(
                                attempted,
                                key,
                                s3 -> s3.createMultipartUpload(request -> extras.onCreate(
                                        request.bucket(calls.bucket().name()).key(full))))
                        .uploadId());
        MultipartUpload upload = new MultipartUpload(calls, extras, key, full, id, retry, lanes);
        OpenUploads.add(upload);
        return upload;
    }

    String id() {
        return id;
    }

    /**
     * Sends one part, given its number, in the background; waits while too many are on their way.
     *
     * @param after always run, when the part is no longer needed
     */
    void send(IntFunction<CompletedPart> part, Runnable after) {
        int number = ++handedIn;
        try {
            takeLanes(1);
        } catch (RuntimeException | Error notSent) {
            after.run();
            throw notSent;
        }
        Thread sender = Thread.ofVirtual().name("s3-part-" + number).unstarted(() -> sendNow(number, part, after));
        senders.add(sender);
        sender.start();
    }

    private void sendNow(int number, IntFunction<CompletedPart> part, Runnable after) {
        try {
            if (failure.get() == null) {
                CompletedPart done = retry.run(bucket.location(), attempted(), () -> part.apply(number));
                synchronized (sent) {
                    sent.add(done);
                }
            }
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        } finally {
            after.run();
            senders.remove(Thread.currentThread());
            free.release();
        }
    }

    private void fail(Throwable thrown) {
        if (failure.compareAndSet(null, thrown)) {
            senders.forEach(other -> {
                if (!other.equals(Thread.currentThread())) {
                    other.interrupt();
                }
            });
        }
    }

    private void takeLanes(int count) {
        try {
            free.acquire(count);
        } catch (InterruptedException left) {
            throw new StorageException.Interrupted(bucket.location(), attempted(), left);
        }
        Throwable failed = failure.get();
        if (failed != null) {
            free.release(count);
            switch (failed) {
                case Error bug -> throw bug;
                case RuntimeException told -> throw told;
                default -> throw new IllegalStateException("sending a part throws nothing else", failed);
            }
        }
    }

    /**
     * Makes the object of the parts, when all of them have arrived.
     *
     * @param onlyIfAbsent else it replaces what is there
     */
    CompleteMultipartUploadResponse complete(boolean onlyIfAbsent) {
        takeLanes(lanes);
        List<CompletedPart> inOrder = sent.stream()
                .sorted(Comparator.comparing(CompletedPart::partNumber))
                .toList();
        CompleteMultipartUploadRequest.Builder request = extras.onComplete(CompleteMultipartUploadRequest.builder()
                .bucket(bucket.name())
                .key(full)
                .uploadId(id)
                .multipartUpload(parts -> parts.parts(inOrder)));
        if (onlyIfAbsent) {
            request.ifNoneMatch("*");
        }
        CompleteMultipartUploadResponse completed = completed(request.build());
        OpenUploads.remove(this);
        return completed;
    }

    /** An answer that was lost may have been "done": then a repeated request is told that there is no such upload. */
    private CompleteMultipartUploadResponse completed(CompleteMultipartUploadRequest request) {
        AtomicReference<@Nullable Unreachable> lost = new AtomicReference<>();
        return retry.run(bucket.location(), attempted(), () -> {
            try {
                return calls.move(attempted(), key, new Waiting.Progress(), s3 -> s3.completeMultipartUpload(request));
            } catch (Unreachable unanswered) {
                lost.set(unanswered);
                throw unanswered;
            } catch (StorageException.Missing | StorageException.Rejected refused) {
                if (lost.get() != null && isGone(refused)) {
                    return CompleteMultipartUploadResponse.builder().build();
                }
                throw refused;
            }
        });
    }

    private static boolean isGone(StorageException refused) {
        return refused.getCause() instanceof S3Exception s3 && Failures.code(s3).equals("NoSuchUpload");
    }

    /** Takes everything back. Also done when the calling thread is interrupted or the process ends, and never throws. */
    void abort() {
        boolean interrupted = Thread.interrupted();
        try {
            fail(new Unreachable(bucket.location(), attempted(), "it was given up", null));
            senders.forEach(Thread::interrupt);
            free.tryAcquire(lanes, FOR_STOPPING.toMillis(), TimeUnit.MILLISECONDS);
            for (int times = 0; times < ABORTS && isThere(); times++) {
                calls.ask(
                        "give up writing " + key,
                        key,
                        s3 -> s3.abortMultipartUpload(request ->
                                request.bucket(bucket.name()).key(full).uploadId(id)));
            }
        } catch (InterruptedException again) {
            interrupted = true;
        } catch (RuntimeException notReached) {
            // what failed before is what the caller has to know; the bucket's life cycle rule takes the parts away
            System.getLogger(MultipartUpload.class.getName())
                    .log(System.Logger.Level.DEBUG, "upload of " + key + " could not be given up", notReached);
        } finally {
            OpenUploads.remove(this);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A part that was on its way when the upload was aborted may still arrive, and brings the upload back. */
    private boolean isThere() {
        try {
            calls.ask(
                    "look for parts of " + key,
                    key,
                    s3 -> s3.listParts(request -> extras.onListParts(
                            request.bucket(bucket.name()).key(full).uploadId(id).maxParts(1))));
            return true;
        } catch (StorageException.Missing gone) {
            return false;
        } catch (StorageException.Rejected rejected) {
            return !isGone(rejected);
        } catch (StorageException.Denied mayNotLook) {
            return true;
        }
    }

    private String attempted() {
        return "write " + key;
    }
}
