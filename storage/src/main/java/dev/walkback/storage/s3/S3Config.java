package dev.walkback.storage.s3;

import dev.walkback.storage.TimeLimits;
import java.util.Map;

/**
 * Everything the S3 storage has to be told. Each group of choices has its defaults, so that most configurations are
 * {@code S3Config.of("bucket", "path")} and one or two {@code with…}.
 *
 * @param prefix what every key in the bucket begins with, without slashes at its ends; empty for the whole bucket
 * @param headers sent with every request beside those that S3 asks for
 */
public record S3Config(
        String bucket,
        String prefix,
        S3Endpoint endpoint,
        S3Credentials credentials,
        S3NewObjects newObjects,
        S3Transfer transfer,
        S3Dialect dialect,
        Map<String, String> headers,
        TimeLimits limits) {

    public S3Config {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("a bucket needs a name");
        }
        prefix = withoutSlashes(prefix);
        headers = Map.copyOf(headers);
    }

    /** A bucket at AWS, its region to be found out, with the credentials that the machine has. */
    public static S3Config of(String bucket, String prefix) {
        return new S3Config(
                bucket,
                prefix,
                S3Endpoint.AWS,
                new S3Credentials.Chain(),
                S3NewObjects.DEFAULT,
                S3Transfer.DEFAULT,
                S3Dialect.AWS,
                Map.of(),
                TimeLimits.DEFAULT);
    }

    public S3Config with(S3Endpoint other) {
        return new S3Config(bucket, prefix, other, credentials, newObjects, transfer, dialect, headers, limits);
    }

    public S3Config with(S3Credentials other) {
        return new S3Config(bucket, prefix, endpoint, other, newObjects, transfer, dialect, headers, limits);
    }

    public S3Config with(S3NewObjects other) {
        return new S3Config(bucket, prefix, endpoint, credentials, other, transfer, dialect, headers, limits);
    }

    public S3Config with(S3Transfer other) {
        return new S3Config(bucket, prefix, endpoint, credentials, newObjects, other, dialect, headers, limits);
    }

    public S3Config with(S3Dialect other) {
        return new S3Config(bucket, prefix, endpoint, credentials, newObjects, transfer, other, headers, limits);
    }

    public S3Config with(TimeLimits other) {
        return new S3Config(bucket, prefix, endpoint, credentials, newObjects, transfer, dialect, headers, other);
    }

    public S3Config withHeaders(Map<String, String> other) {
        return new S3Config(bucket, prefix, endpoint, credentials, newObjects, transfer, dialect, other, limits);
    }

    public S3Config withPrefix(String other) {
        return new S3Config(bucket, other, endpoint, credentials, newObjects, transfer, dialect, headers, limits);
    }

    /** Names of headers only: their values may be tokens. */
    @Override
    public String toString() {
        return "S3Config[s3://" + bucket + "/" + prefix + ", " + endpoint + ", " + credentials + ", " + newObjects
                + ", " + transfer + ", " + dialect + ", headers " + headers.keySet() + ", " + limits + "]";
    }

    private static String withoutSlashes(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}
