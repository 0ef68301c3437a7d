package dev.walkback.storage.s3;

import dev.walkback.storage.Means;
import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.testing.Components;
import java.util.Map;

/** The contract against S3Proxy, below a prefix of the bucket. */
final class S3ProxyIT extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() {
        return new S3Place(
                new TestBucket(Components.s3proxy()),
                config -> config.withPrefix("/archives/one/"),
                bucket -> Means.none("S3Proxy has one account, which may do everything"),
                Map.of());
    }
}
