package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import org.junit.jupiter.api.Test;

class BucketTest {

    private final Bucket bucket = new Bucket("b", "pre/fix/", new Location("s3://b/pre/fix"));

    @Test
    void a_key_of_the_bucket_is_one_of_the_storage_without_the_root() {
        assertThat(bucket.relative("pre/fix/wal_005/x")).isEqualTo("wal_005/x");
        assertThat(bucket.relative("pre/fix/")).isEmpty();
    }

    @Test
    void what_does_not_lie_below_the_root_is_refused_not_cut() {
        assertThatThrownBy(() -> bucket.relative("other/x")).isInstanceOf(StorageException.Rejected.class);
        assertThatThrownBy(() -> bucket.relative("p")).isInstanceOf(StorageException.Rejected.class);
    }
}
