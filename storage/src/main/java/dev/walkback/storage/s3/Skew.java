package dev.walkback.storage.s3;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** How far this machine's clock is from the service's, by the time that each of its answers carries. */
final class Skew {

    /** S3 refuses requests whose time is further from its own. */
    private static final Duration ACCEPTED = Duration.ofMinutes(15);

    private final Clock clock;

    Skew(Clock clock) {
        this.clock = clock;
    }

    /** Whether a refusal that gives no reason can be one of the clock. */
    boolean isTooLarge(AwsServiceException refused) {
        return served(refused)
                .map(theirs -> between(theirs).abs().compareTo(ACCEPTED) > 0)
                .orElse(false);
    }

    /** How far, in which direction, and both times. */
    String said(AwsServiceException refused) {
        Instant ours = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> theirs = served(refused);
        if (theirs.isEmpty()) {
            return "this machine says it is " + ours + ", too far from the service's time";
        }
        Duration ahead = Duration.between(theirs.get(), ours);
        return "this machine's clock (" + ours + ") is " + words(ahead.abs())
                + (ahead.isNegative() ? " behind" : " ahead of") + " the service's (" + theirs.get() + ")";
    }

    private Duration between(Instant theirs) {
        return Duration.between(theirs, clock.instant());
    }

    private static Optional<Instant> served(AwsServiceException refused) {
        return refused.awsErrorDetails() == null
                ? Optional.empty()
                : date(refused.awsErrorDetails().sdkHttpResponse());
    }

    /** The time the service put on an answer. */
    static Optional<Instant> date(@Nullable SdkHttpResponse response) {
        if (response == null) {
            return Optional.empty();
        }
        return response.firstMatchingHeader("Date").flatMap(text -> {
            try {
                return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException notOne) {
                return Optional.empty();
            }
        });
    }

    private static String words(Duration length) {
        if (length.compareTo(Duration.ofMinutes(2)) < 0) {
            return length.toSeconds() + " s";
        }
        return length.compareTo(Duration.ofHours(3)) < 0
                ? length.toMinutes() + " min"
                : length.toHours() + " h " + length.toMinutesPart() + " min";
    }
}
