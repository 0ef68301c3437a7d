package dev.walkback.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PartSizesTest {

    private static final long MIB = 1 << 20;
    private static final long FIVE_TIB = 5L << 40;

    @ParameterizedTest
    @ValueSource(longs = {5 * MIB, 8 * MIB, 20 * MIB, 100 * MIB, 5L << 30})
    void growing_parts_reach_five_TiB_within_what_S3_takes(long wanted) {
        long sent = 0;
        int parts = 0;
        while (sent < FIVE_TIB) {
            long next = PartSizes.next(sent, wanted);
            assertThat(next).isBetween(wanted, S3Transfer.LARGEST_PART);
            sent += next;
            parts++;
        }
        assertThat(parts).isLessThanOrEqualTo(PartSizes.MOST_PARTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20 * MIB + 1, 200_000 * MIB, 200_000 * MIB + 1, FIVE_TIB - 1, FIVE_TIB})
    void parts_of_a_known_length_are_as_few_as_S3_takes(long length) {
        long size = PartSizes.ofKnown(length, 20 * MIB);
        assertThat(Math.ceilDiv(length, size)).isLessThanOrEqualTo(PartSizes.MOST_PARTS);
        assertThat(size).isBetween(20 * MIB, S3Transfer.LARGEST_PART);
    }
}
