package dev.walkback.storage.s3;

import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied;
import dev.walkback.storage.StorageException.Denied.Reason;
import dev.walkback.storage.StorageException.Missing;
import dev.walkback.storage.StorageException.NoRoom;
import dev.walkback.storage.StorageException.NoStorage;
import dev.walkback.storage.StorageException.Rejected;
import dev.walkback.storage.StorageException.Unreachable;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What a refusal of the service means to the person who meets it. The service says it by a code in the body of its answer;
 * answers to HEAD have no body, then the status has to do.
 */
final class Failures {

    private final Bucket bucket;
    private final Skew skew;

    Failures(Bucket bucket, Clock clock) {
        this.bucket = bucket;
        this.skew = new Skew(clock);
    }

    /** @param key the object that was asked for, empty when it was none */
    StorageException of(String attempted, String key, AwsServiceException refused) {
        String code = code(refused);
        String why = why(refused, code);
        if (!(refused instanceof S3Exception) && refused.statusCode() < 500) {
            // another service than S3: the one that was to give us credentials
            return denied(Reason.CREDENTIALS, attempted, "no credentials: " + why, refused);
        }
        return switch (code) {
            case "NoSuchBucket", "InvalidBucketName" ->
                new NoStorage(bucket.location(), "bucket " + bucket.name(), refused);
            case "NoSuchKey", "NoSuchVersion", "NotFound" -> missing(attempted, key, why, refused);
            case "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "InvalidToken",
                    "InvalidClientTokenId",
                    "TokenRefreshRequired",
                    "InvalidSecurity",
                    "NotSignedUp",
                    "UnrecognizedClientException" -> denied(Reason.CREDENTIALS, attempted, why, refused);
            case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" ->
                denied(Reason.CLOCK_SKEW, attempted, skew.said(refused), refused);
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" -> elsewhere(attempted, why, refused);
            case "SlowDown",
                    "ServiceUnavailable",
                    "InternalError",
                    "RequestTimeout",
                    "Throttling",
                    "ThrottlingException",
                    "RequestLimitExceeded",
                    "TooManyRequests",
                    "OperationAborted",
                    "ConditionalRequestConflict",
                    "BadDigest" -> new Unreachable(bucket.location(), attempted, why, refused);
            case "QuotaExceeded", "StorageFull", "XMinioStorageFull", "InsufficientStorage" ->
                new NoRoom(bucket.location(), key, why, refused);
            case "NoSuchUpload" -> new Rejected(bucket.location(), attempted, why, refused);
            case "KeyTooLongError" -> new StorageException.BadKey(bucket.location(), key, "it is too long for S3");
            case "XAmzContentSHA256Mismatch" ->
                new Rejected(
                        bucket.location(),
                        attempted,
                        why + "; a store that does not know S3's newer checksums answers so",
                        refused);
            default -> byStatus(attempted, key, why, refused);
        };
    }

    private StorageException byStatus(String attempted, String key, String why, AwsServiceException refused) {
        int status = refused.statusCode();
        return switch (status) {
            case 301, 302, 307, 308 -> elsewhere(attempted, why, refused);
            case 401 -> denied(Reason.CREDENTIALS, attempted, why, refused);
            case 403 -> forbidden(attempted, why, refused);
            case 404 -> missing(attempted, key, why, refused);
            case 408, 429, 499, 500, 502, 503, 504 -> new Unreachable(bucket.location(), attempted, why, refused);
            case 507 -> new NoRoom(bucket.location(), key, why, refused);
            default -> new Rejected(bucket.location(), attempted, why, refused);
        };
    }

    private StorageException forbidden(String attempted, String why, AwsServiceException refused) {
        if (skew.isTooLarge(refused)) {
            return denied(Reason.CLOCK_SKEW, attempted, skew.said(refused), refused);
        }
        if (code(refused).equals("InvalidObjectState")) {
            return new Rejected(
                    bucket.location(), attempted, why + "; it has to be brought back from its archive first", refused);
        }
        boolean locked = why.toLowerCase(Locale.ROOT).contains("object lock");
        return denied(locked ? Reason.READ_ONLY : Reason.NOT_ALLOWED, attempted, why, refused);
    }

    private StorageException missing(String attempted, String key, String why, AwsServiceException refused) {
        return key.isEmpty()
                ? new Rejected(bucket.location(), attempted, why, refused)
                : new Missing(bucket.location(), key, refused);
    }

    private StorageException elsewhere(String attempted, String why, AwsServiceException refused) {
        String where = refused instanceof S3Exception s3
                ? BucketRegion.named(s3)
                        .map(region -> "; the bucket is in region " + region.id())
                        .orElse("")
                : "";
        return new Rejected(bucket.location(), attempted, why + where, refused);
    }

    private Denied denied(Reason reason, String attempted, String why, AwsServiceException refused) {
        return new Denied(bucket.location(), reason, attempted, why, refused);
    }

    static String code(AwsServiceException refused) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    private static String why(AwsServiceException refused, String code) {
        AwsErrorDetails details = refused.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        String said = code.isEmpty() ? "the service answered " + refused.statusCode() : code;
        return said + (isSaid(message) && !code.equals(message) ? ": " + message : "") + request(refused);
    }

    private static String request(AwsServiceException refused) {
        return isSaid(refused.requestId()) ? " (request " + refused.requestId() + ")" : "";
    }

    private static boolean isSaid(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
