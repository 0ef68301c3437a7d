package dev.walkback.storage.s3;

import dev.walkback.storage.Means;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.storage.TimeLimits;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A bucket of its own for each case. */
final class S3Place implements StorageUnderTest {

    private static final long SMALL_PARTS = 5L << 20;

    private final TestBucket bucket;
    private final UnaryOperator<S3Config> configuring;
    private final Function<TestBucket, Means<Opening>> readOnly;
    private final Map<String, String> keysItCannotHold;

    S3Place(
            TestBucket bucket,
            UnaryOperator<S3Config> configuring,
            Function<TestBucket, Means<Opening>> readOnly,
            Map<String, String> keysItCannotHold) {
        this.bucket = bucket;
        this.configuring = configuring;
        this.readOnly = readOnly;
        this.keysItCannotHold = keysItCannotHold;
    }

    private S3Config config() {
        return configuring.apply(bucket.config()
                .with(S3Transfer.DEFAULT.withPartSize(SMALL_PARTS).withPartsInFlight(3)));
    }

    @Override
    public MutableStorage open() {
        return S3Storage.open(config(), Clock.systemUTC());
    }

    @Override
    public Means<Opening> missingRoot() {
        return Means.of(() -> S3Storage.open(configuring.apply(bucket.nowhere()), Clock.systemUTC()));
    }

    @Override
    public Means<Opening> wrongCredentials() {
        return Means.of(() -> S3Storage.open(
                config().with(new S3Credentials.Keys(bucket.accessKey(), "not the secret", null)), Clock.systemUTC()));
    }

    @Override
    public Means<Opening> readOnly() {
        return readOnly.apply(bucket);
    }

    @Override
    public Means<Server> server() {
        return Means.of(new Server() {
            @Override
            public int port() {
                return bucket.endpoint().getPort();
            }

            @Override
            public MutableStorage openThrough(int port, TimeLimits limits) {
                S3Endpoint detour = config().endpoint()
                        .withAddress(URI.create("http://127.0.0.1:" + port).toString());
                return S3Storage.open(config().with(detour).with(limits), Clock.systemUTC());
            }
        });
    }

    @Override
    public Map<String, String> keysItCannotHold() {
        return keysItCannotHold;
    }

    @Override
    public void close() {
        bucket.close();
    }
}
