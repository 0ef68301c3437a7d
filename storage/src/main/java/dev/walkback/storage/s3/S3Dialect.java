package dev.walkback.storage.s3;

/**
 * What of S3's language the server understands. {@link #AWS} is the whole of it; stores that only resemble S3 leave parts out.
 *
 * @param checksums the checksums that S3 added in 2024, in trailers of signed chunks. Older stores refuse every write that
 *     carries them
 * @param conditionalWrites {@code If-None-Match: *}. Without it, not overwriting is "look first, then write"
 * @param expectContinue ask before sending a body whether it is wanted
 * @param listV1 list by the first version of the listing request
 */
public record S3Dialect(boolean checksums, boolean conditionalWrites, boolean expectContinue, boolean listV1) {

    public static final S3Dialect AWS = new S3Dialect(true, true, true, false);

    /** For stores that refuse new checksum headers. */
    public static final S3Dialect COMPATIBLE = AWS.withChecksums(false);

    public S3Dialect withChecksums(boolean other) {
        return new S3Dialect(other, conditionalWrites, expectContinue, listV1);
    }

    public S3Dialect withConditionalWrites(boolean other) {
        return new S3Dialect(checksums, other, expectContinue, listV1);
    }

    public S3Dialect withExpectContinue(boolean other) {
        return new S3Dialect(checksums, conditionalWrites, other, listV1);
    }

    public S3Dialect withListV1(boolean other) {
        return new S3Dialect(checksums, conditionalWrites, expectContinue, other);
    }
}
