package dev.walkback.storage.s3;

import dev.walkback.storage.Means;
import dev.walkback.storage.StorageContract;
import dev.walkback.storage.StorageUnderTest;
import dev.walkback.testing.Components;
import java.time.Clock;
import java.util.Map;

/** The contract against Ceph's gateway, a store that refuses S3's newer checksums. */
final class RadosGatewayIT extends StorageContract {

    @Override
    protected StorageUnderTest newPlace() {
        return new S3Place(
                new TestBucket(Components.radosgw()),
                config -> config.with(S3Dialect.COMPATIBLE),
                RadosGatewayIT::readOnly,
                Map.of());
    }

    private static Means<StorageUnderTest.Opening> readOnly(TestBucket bucket) {
        return Means.of(() -> {
            bucket.guard();
            return S3Storage.open(bucket.config().with(S3Dialect.COMPATIBLE), Clock.systemUTC());
        });
    }
}
