package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class SkewTest {

    private static final Skew SKEW = new Skew(Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

    private static AwsServiceException servedAt(String date) {
        return S3Exception.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .statusCode(403)
                                .putHeader("Date", date)
                                .build())
                        .build())
                .build();
    }

    @Test
    void both_times_and_what_lies_between_are_said() {
        assertThat(SKEW.said(servedAt("Sat, 21 Nov 2026 11:20:00 GMT")))
                .isEqualTo("this machine's clock (2026-11-21T12:00:00Z) is 40 min ahead of"
                        + " the service's (2026-11-21T11:20:00Z)");
    }

    @Test
    void a_clock_behind_is_said_to_be_behind() {
        assertThat(SKEW.said(servedAt("Sat, 21 Nov 2026 17:00:30 GMT"))).contains("5 h 0 min behind the service's");
    }

    @Test
    void a_refusal_without_reason_is_one_of_the_clock_when_the_clock_is_far_off() {
        assertThat(SKEW.isTooLarge(servedAt("Sat, 21 Nov 2026 11:40:00 GMT"))).isTrue();
        assertThat(SKEW.isTooLarge(servedAt("Sat, 21 Nov 2026 11:50:00 GMT"))).isFalse();
        assertThat(SKEW.isTooLarge(servedAt("no date"))).isFalse();
    }
}
