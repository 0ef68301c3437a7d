package dev.walkback.storage.s3;

import dev.walkback.storage.StorageException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whether the bucket is there, asked at most once: "not found" may be said of an object or of the bucket, and "deleted" even
 * by a service that has no such bucket. Once it was seen, it can only mean the object.
 */
final class BucketPresence {

    private static final int NOT_FOUND = 404;

    private final Calls calls;
    private final Bucket bucket;
    private volatile boolean seen;

    BucketPresence(Calls calls) {
        this.calls = calls;
        this.bucket = calls.bucket();
    }

    /** Some request was answered as only a bucket that is there lets it be. */
    void seen() {
        seen = true;
    }

    /** Passes when the bucket is there. */
    void require() {
        if (seen) {
            return;
        }
        try {
            String attempted = "look for bucket " + bucket.name();
            calls.ask(attempted, "", s3 -> s3.headBucket(request -> request.bucket(bucket.name())));
        } catch (StorageException.Rejected rejected) {
            if (rejected.getCause() instanceof S3Exception refused && refused.statusCode() == NOT_FOUND) {
                throw new StorageException.NoStorage(bucket.location(), "bucket " + bucket.name(), refused);
            }
            throw rejected;
        } catch (StorageException.Denied mayNotLook) {
            // a service that knows no such bucket says so first
        }
        seen = true;
    }
}
