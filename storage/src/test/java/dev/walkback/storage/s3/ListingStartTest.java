package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Keys;
import dev.walkback.storage.OddKeys;
import org.junit.jupiter.api.Test;

final class ListingStartTest {

    @Test
    void it_begins_before_the_key() {
        assertThat(OddKeys.ALL)
                .allSatisfy(key -> assertThat(Keys.ORDER.compare(ListingStart.before(key), key))
                        .isNegative());
    }

    @Test
    void hardly_anything_lies_between() {
        assertThat(ListingStart.before("wal_005/B"))
                .isGreaterThan("wal_005/A~~~")
                .isLessThan("wal_005/B");
    }

    @Test
    void what_no_service_can_be_asked_is_cut_off() {
        assertThat(ListingStart.before("a\0b")).isEqualTo("a");
        assertThat(ListingStart.before("\0")).isEmpty();
    }
}
