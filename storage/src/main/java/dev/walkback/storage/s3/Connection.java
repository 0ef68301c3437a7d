package dev.walkback.storage.s3;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes the SDK's client when it is first needed, so that opening a storage asks nobody anything. The SDK does not try
 * again by itself: that is a wrapper's concern, and two who do it multiply.
 */
final class Connection implements AutoCloseable {

    private final S3Config config;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable SdkHttpClient http;
    private volatile @Nullable S3Client client;
    private volatile boolean closed;

    Connection(S3Config config) {
        this.config = config;
    }

    /** @throws IOException when the file of certificates cannot be read */
    S3Client client() throws IOException {
        if (closed) {
            throw new IllegalStateException("the storage is closed: s3://" + config.bucket());
        }
        S3Client opened = client;
        if (opened != null) {
            return opened;
        }
        opening.lock();
        try {
            if (client == null) {
                client = in(region());
            }
            return client;
        } finally {
            opening.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    private Region region() throws IOException {
        String named = config.endpoint().region();
        if (named != null) {
            return Region.of(named);
        }
        if (!config.endpoint().isAws()) {
            return Region.US_EAST_1;
        }
        // not closed: the transport is shared with the client that follows
        return BucketRegion.of(config.bucket(), in(Region.US_EAST_1));
    }

    private S3Client in(Region region) throws IOException {
        S3Dialect dialect = config.dialect();
        SdkHttpClient transport = http();
        S3ClientBuilder builder = S3Client.builder()
                .region(region)
                .httpClient(transport)
                .credentialsProvider(Identity.of(config.credentials(), region, transport))
                .forcePathStyle(config.endpoint().pathStyle())
                .requestChecksumCalculation(
                        dialect.checksums()
                                ? RequestChecksumCalculation.WHEN_SUPPORTED
                                : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        dialect.checksums()
                                ? ResponseChecksumValidation.WHEN_SUPPORTED
                                : ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(dialect.checksums())
                        .expectContinueEnabled(dialect.expectContinue()))
                .overrideConfiguration(override -> {
                    override.retryStrategy(AwsRetryStrategy.doNotRetry());
                    Identity.profileFiles(config.credentials()).ifPresent(override::defaultProfileFile);
                    for (Map.Entry<String, String> header : config.headers().entrySet()) {
                        override.putHeader(header.getKey(), header.getValue());
                    }
                });
        if (config.endpoint().address() != null) {
            builder.endpointOverride(config.endpoint().address());
        }
        if (config.endpoint().dualStack()) {
            builder.dualstackEnabled(true);
        }
        if (!dialect.checksums()) {
            builder.addPlugin(LegacyMd5Plugin.create());
        }
        return builder.build();
    }

    private SdkHttpClient http() throws IOException {
        if (http == null) {
            UrlConnectionHttpClient.Builder builder = UrlConnectionHttpClient.builder()
                    .connectionTimeout(config.limits().connect())
                    // the last resort: those who wait leave sooner
                    .socketTimeout(config.limits().idle().multipliedBy(2).plusSeconds(10));
            if (isPlain()) {
                // else the JDK's hundred certificates are read for nothing, in a tenth of a second
                builder.tlsTrustManagersProvider(() -> new TrustManager[0]);
            } else if (config.endpoint().caFile() != null) {
                var managers = Trust.withJdks(config.endpoint().caFile());
                builder.tlsTrustManagersProvider(() -> managers);
            }
            boolean subjectToken = config.credentials() instanceof S3Credentials.Instance(boolean repeated) && repeated;
            http = new UnsignedHeaders(builder.build(), subjectToken);
        }
        return http;
    }

    /** Whether nothing is ever asked for over TLS: who gives out other credentials than keys may well be. */
    private boolean isPlain() {
        URI address = config.endpoint().address();
        return address != null
                && "http".equals(address.getScheme())
                && config.credentials() instanceof S3Credentials.Keys;
    }

    /** Does not wait for someone who is just opening it: whoever that is finds it closed. */
    @Override
    public void close() {
        closed = true;
        S3Client opened = client;
        if (opened != null) {
            opened.close();
        }
    }
}
