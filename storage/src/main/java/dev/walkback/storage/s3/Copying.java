package dev.walkback.storage.s3;

import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/** Copies inside the service: by one request what is small enough for one, anything larger in parts. */
final class Copying {

    private static final long MIB = 1 << 20;

    private final Calls calls;
    private final Bucket bucket;
    private final Extras extras;
    private final Reading reading;
    private final Writing writing;
    private final CopySizes sizes;

    /**
     * @param atOnce the largest object that one request copies
     * @param part how much of a larger one each request copies
     */
    record CopySizes(long atOnce, long part) {
        static final CopySizes S3 = new CopySizes(5L << 30, 512 * MIB);
    }

    Copying(Calls calls, Extras extras, Reading reading, Writing writing, CopySizes sizes) {
        this.calls = calls;
        this.bucket = calls.bucket();
        this.extras = extras;
        this.reading = reading;
        this.writing = writing;
        this.sizes = sizes;
    }

    ObjectInfo copy(String from, String to, Overwrite overwrite) {
        bucket.full(to);
        ObjectInfo source =
                reading.stat(from).orElseThrow(() -> new StorageException.Missing(bucket.location(), from, null));
        if (from.equals(to)) {
            return ontoItself(source, overwrite);
        }
        return source.size() > sizes.atOnce() ? inParts(source, to, overwrite) : atOnce(source, to, overwrite);
    }

    /** S3 refuses such a copy, for which nothing is to be done. */
    private ObjectInfo ontoItself(ObjectInfo source, Overwrite overwrite) {
        if (overwrite == Overwrite.REFUSED) {
            throw new StorageException.Exists(bucket.location(), source.key(), null);
        }
        return source;
    }

    /** Stores learned to copy on condition later than to write on condition, if at all; so it is looked first too. */
    private ObjectInfo atOnce(ObjectInfo source, String to, Overwrite overwrite) {
        if (overwrite == Overwrite.REFUSED) {
            writing.requireAbsent(to);
        }
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(bucket.name())
                .sourceKey(bucket.full(source.key()))
                .destinationBucket(bucket.name())
                .destinationKey(bucket.full(to));
        if (writing.isConditional(overwrite)) {
            request.ifNoneMatch("*");
        }
        try {
            CopyObjectResult result = calls.move(
                            "copy " + source.key() + " to " + to,
                            source.key(),
                            new Waiting.Progress(),
                            s3 -> s3.copyObject(extras.onCopy(request).build()))
                    .copyObjectResult();
            return Reading.info(to, source.size(), result.lastModified(), result.eTag());
        } catch (StorageException.Rejected rejected) {
            throw writing.existsInstead(to, rejected);
        }
    }

    private ObjectInfo inParts(ObjectInfo source, String to, Overwrite overwrite) {
        long size = PartSizes.ofKnown(source.size(), sizes.part());
        MultipartUpload upload = writing.begin(to, overwrite);
        return writing.finished(upload, to, overwrite, () -> {
            for (long offset = 0; offset < source.size(); offset += size) {
                long first = offset;
                long last = Math.min(offset + size, source.size()) - 1;
                upload.send(number -> copiedPart(upload.id(), number, source, to, first, last), () -> {});
            }
            return source.size();
        });
    }

    private CompletedPart copiedPart(String uploadId, int number, ObjectInfo source, String to, long first, long last) {
        UploadPartCopyRequest.Builder request = UploadPartCopyRequest.builder()
                .sourceBucket(bucket.name())
                .sourceKey(bucket.full(source.key()))
                .copySourceRange("bytes=" + first + "-" + last)
                .destinationBucket(bucket.name())
                .destinationKey(bucket.full(to))
                .uploadId(uploadId)
                .partNumber(number);
        if (source.etag() != null) {
            request.copySourceIfMatch(Reading.quoted(source.etag()));
        }
        CopyPartResult result = calls.move(
                        "copy part " + number + " of " + source.key() + " to " + to,
                        source.key(),
                        new Waiting.Progress(),
                        s3 -> s3.uploadPartCopy(extras.onPartCopy(request).build()))
                .copyPartResult();
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(result.eTag())
                .checksumCRC32(result.checksumCRC32())
                .build();
    }
}
