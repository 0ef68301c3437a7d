package dev.walkback.storage.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * In which of AWS's regions a bucket is. Whichever region is asked about a bucket names the right one in a header of its
 * answer, even when it refuses the request otherwise.
 */
final class BucketRegion {

    private static final String HEADER = "x-amz-bucket-region";

    private BucketRegion() {}

    static Region of(String bucket, S3Client anywhere) {
        try {
            var answer = anywhere.headBucket(request -> request.bucket(bucket));
            return named(answer.sdkHttpResponse()).orElse(Region.US_EAST_1);
        } catch (S3Exception refused) {
            return named(refused).orElseThrow(() -> refused);
        }
    }

    /** The region that a refusal names. */
    static Optional<Region> named(S3Exception refused) {
        return refused.awsErrorDetails() == null
                ? Optional.empty()
                : named(refused.awsErrorDetails().sdkHttpResponse());
    }

    private static Optional<Region> named(@Nullable SdkHttpResponse response) {
        return response == null
                ? Optional.empty()
                : response.firstMatchingHeader(HEADER).map(Region::of);
    }
}
