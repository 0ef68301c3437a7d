package dev.walkback.storage.s3;

import dev.walkback.storage.Content;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Stores objects: what fits in one part by one request, anything larger in parts. */
final class Writing {

    private static final String TYPE = "application/octet-stream";
    private static final String MARK = "walkback-write";

    /** What is not larger is read before it is sent, so that content which cannot be read costs no connection. */
    private static final long SMALL = 1 << 20;

    private static final int PRECONDITION_FAILED = 412;

    /** How many unused connections the JDK keeps to one server, and one for a new one. */
    private static final int STALE_CONNECTIONS = 6;

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private final Calls calls;
    private final Bucket bucket;
    private final Extras extras;
    private final S3Config config;
    private final Reading reading;
    private final Clock clock;
    private final Parts parts;
    private final PartRetry retry;

    Writing(
            Calls calls,
            Extras extras,
            S3Config config,
            Reading reading,
            PartRetry retry,
            Parts.Spill spill,
            Clock clock) {
        this.calls = calls;
        this.bucket = calls.bucket();
        this.extras = extras;
        this.config = config;
        this.reading = reading;
        this.retry = retry;
        this.clock = clock;
        this.parts = new Parts(bucket.location(), config.transfer().memory(), spill);
    }

    ObjectInfo write(String key, Content content, Overwrite overwrite) {
        bucket.full(key);
        requireNotInterrupted(key);
        return switch (content) {
            case Content.Stored stored when stored.length() <= SMALL -> small(key, stored, overwrite);
            case Content.Stored stored
            when stored.length() <= config.transfer().partSize() ->
                put(key, () -> stored.open(0), stored.length(), overwrite);
            case Content.Stored stored -> inParts(key, stored, overwrite);
            case Content.Produced produced -> produced(key, produced, overwrite);
        };
    }

    private ObjectInfo small(String key, Content.Stored content, Overwrite overwrite) {
        byte[] bytes = new byte[(int) content.length()];
        try (InputStream in = content.open(0)) {
            int length = in.readNBytes(bytes, 0, bytes.length);
            if (length < bytes.length) {
                throw new EOFException("the content ended " + (bytes.length - length) + " bytes early");
            }
        } catch (IOException unreadable) {
            requireNotInterrupted(key);
            throw new UncheckedIOException(unreadable);
        }
        return put(key, () -> new ByteArrayInputStream(bytes), bytes.length, overwrite);
    }

    private ObjectInfo produced(String key, Content.Produced content, Overwrite overwrite) {
        try (PartSink sink = new PartSink(this, key, overwrite)) {
            content.writeTo(sink);
            requireNotInterrupted(key);
            return sink.finish(!content.repeatable());
        } catch (IOException failed) {
            requireNotInterrupted(key);
            throw new UncheckedIOException(failed);
        }
    }

    void requireNotInterrupted(String key) {
        if (Thread.currentThread().isInterrupted()) {
            throw new StorageException.Interrupted(bucket.location(), "write " + key, null);
        }
    }

    private ObjectInfo inParts(String key, Content.Stored content, Overwrite overwrite) {
        long length = content.length();
        long size = PartSizes.ofKnown(length, config.transfer().partSize());
        MultipartUpload upload = begin(key, overwrite);
        return finished(upload, key, overwrite, () -> {
            for (long offset = 0; offset < length; offset += size) {
                long from = offset;
                send(upload, key, () -> content.open(from), Math.min(size, length - from), () -> {});
            }
            return length;
        });
    }

    /** Looks first in any case: nobody wants to send much only to be refused. */
    MultipartUpload begin(String key, Overwrite overwrite) {
        if (overwrite == Overwrite.REFUSED) {
            requireAbsent(key);
        }
        return MultipartUpload.begin(
                calls, extras, retry, key, config.transfer().partsInFlight());
    }

    /**
     * Hands in all parts, and makes the object of them or nothing.
     *
     * @param all hands them in and says how long they are
     */
    ObjectInfo finished(MultipartUpload upload, String key, Overwrite overwrite, Supplier<Long> all) {
        boolean done = false;
        try {
            long length = all.get();
            var answer = upload.complete(isConditional(overwrite));
            done = true;
            return asStored(key, length, answer.eTag(), answer.sdkHttpResponse());
        } catch (StorageException.Rejected rejected) {
            throw existsInstead(key, rejected);
        } finally {
            if (!done) {
                upload.abort();
            }
        }
    }

    /** @param after run when the bytes are no longer needed */
    void send(MultipartUpload upload, String key, SentBytes.Source source, long length, Runnable after) {
        upload.send(number -> sentPart(upload.id(), number, key, source, length), after);
    }

    private CompletedPart sentPart(String uploadId, int number, String key, SentBytes.Source source, long length) {
        UploadPartRequest request = extras.onPart(UploadPartRequest.builder()
                        .bucket(bucket.name())
                        .key(bucket.full(key))
                        .uploadId(uploadId)
                        .partNumber(number))
                .build();
        UploadPartResponse answer = sending(
                source,
                length,
                (body, progress) -> calls.move(
                        "write part " + number + " of " + key, key, progress, s3 -> s3.uploadPart(request, body)));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(answer.eTag())
                .checksumCRC32(answer.checksumCRC32())
                .build();
    }

    /** The whole object by one request. */
    ObjectInfo put(String key, SentBytes.Source source, long length, Overwrite overwrite) {
        if (overwrite == Overwrite.REFUSED && !config.dialect().conditionalWrites()) {
            requireAbsent(key);
        }
        PutObjectRequest.Builder request =
                extras.onPut(PutObjectRequest.builder().bucket(bucket.name()).key(bucket.full(key)));
        if (!isConditional(overwrite)) {
            return putNow(key, source, length, request.build());
        }
        String mark = UUID.randomUUID().toString();
        request.ifNoneMatch("*").metadata(Map.of(MARK, mark));
        try {
            return putNow(key, source, length, request.build());
        } catch (StorageException.Rejected | StorageException.Unreachable failed) {
            return oursAfterAll(key, mark, failed).orElseThrow(() -> existsInstead(key, failed));
        }
    }

    private ObjectInfo putNow(String key, SentBytes.Source source, long length, PutObjectRequest request) {
        PutObjectResponse answer;
        try {
            answer = sending(
                    source,
                    length,
                    (body, progress) -> calls.move("write " + key, key, progress, s3 -> s3.putObject(request, body)));
        } catch (StorageException.Unreachable broken) {
            if (isStale(broken)) {
                requireWelcome(key);
            }
            throw broken;
        }
        Instant stored = Skew.date(answer.sdkHttpResponse()).orElseGet(clock::instant);
        return Reading.info(key, length, stored, answer.eTag());
    }

    /**
     * When the answer to a write got lost, the write that must not overwrite is refused because of itself. The mark that each
     * such write leaves on its object tells.
     */
    private Optional<ObjectInfo> oursAfterAll(String key, String mark, StorageException failed) {
        if (!isPreconditionFailed(failed) && !isStale(failed)) {
            return Optional.empty();
        }
        try {
            return reading.marked(key, MARK, mark);
        } catch (StorageException notToBeKnown) {
            return Optional.empty();
        }
    }

    /** As {@link #put}, and tried again here, because whoever wraps this storage cannot repeat such content. */
    ObjectInfo putPersistently(String key, SentBytes.Source source, long length, Overwrite overwrite) {
        return retry.run(bucket.location(), "write " + key, () -> put(key, source, length, overwrite));
    }

    /**
     * A service that turns a writer away may hang up before the body has gone out, and its answer is lost with the line. A
     * question without a body gets the same answer.
     */
    private void requireWelcome(String key) {
        try {
            reading.stat(key);
        } catch (StorageException.Denied | StorageException.NoStorage turnedAway) {
            throw turnedAway;
        } catch (StorageException.Unreachable | StorageException.Rejected tellsNothing) {
            // the broken line itself is what there is to say
        }
    }

    private interface Sending<T> {
        T send(RequestBody body, Waiting.Progress progress);
    }

    /**
     * Sends bytes, and again at once when the connection turns out to have been closed by the service since it was last used:
     * {@code HttpURLConnection} notices that by itself for all requests but those that stream a body.
     */
    private static <T> T sending(SentBytes.Source source, long length, Sending<T> request) {
        for (int left = STALE_CONNECTIONS; ; left--) {
            long begun = System.nanoTime();
            Waiting.Progress progress = new Waiting.Progress();
            try (SentBytes bytes = new SentBytes(source, length, progress)) {
                try {
                    return request.send(RequestBody.fromContentProvider(bytes, length, TYPE), progress);
                } catch (RuntimeException failed) {
                    bytes.requireReadable();
                    boolean atOnce = System.nanoTime() - begun < AT_ONCE.toNanos();
                    if (left == 0 || !atOnce || !isStale(failed)) {
                        throw failed;
                    }
                }
            }
        }
    }

    private static boolean isStale(RuntimeException failed) {
        return failed instanceof StorageException.Unreachable
                && failed.getCause() instanceof SdkClientException
                && Breakages.find(failed, ConnectException.class).isEmpty()
                && Breakages.find(failed, UnknownHostException.class).isEmpty()
                && Breakages.find(failed, SocketTimeoutException.class).isEmpty();
    }

    Part room(long alreadySent, boolean first, String key) throws IOException {
        return parts.next(sizeOfNext(alreadySent), first, "write " + key);
    }

    long sizeOfNext(long alreadySent) {
        return PartSizes.next(alreadySent, config.transfer().partSize());
    }

    void requireAbsent(String key) {
        if (reading.stat(key).isPresent()) {
            throw new StorageException.Exists(bucket.location(), key, null);
        }
    }

    boolean isConditional(Overwrite overwrite) {
        return overwrite == Overwrite.REFUSED && config.dialect().conditionalWrites();
    }

    StorageException existsInstead(String key, StorageException failed) {
        return isPreconditionFailed(failed) ? new StorageException.Exists(bucket.location(), key, failed) : failed;
    }

    private static boolean isPreconditionFailed(StorageException failed) {
        return failed.getCause() instanceof S3Exception refused && refused.statusCode() == PRECONDITION_FAILED;
    }

    /** What is large is dated by when its writing began or by when it ended, as the service likes; so it is asked. */
    private ObjectInfo asStored(String key, long length, @Nullable String etag, @Nullable SdkHttpResponse answer) {
        try {
            ObjectInfo stored = reading.stat(key).orElse(null);
            if (stored != null && stored.size() == length) {
                return stored;
            }
        } catch (StorageException.Denied mayOnlyWrite) {
            // then the answer to the last request has to do
        }
        return Reading.info(key, length, Skew.date(answer).orElseGet(clock::instant), etag);
    }
}
