package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our streams have the shape of WAL-G's, so that whatever reads those reads ours. */
class WrittenFormTest {

    private static final byte[] FIVE = {'h', 'e', 'l', 'l', 'o'};

    @ParameterizedTest
    @CsvSource({
        "lz4, 04224d186470b900000000055dcc02",
        "brotli, 3b",
        "lzma, 5d00008000ffffffffffffffff0083fffbffffc0000000"
    })
    void nothing_is_written_as_wal_g_writes_it(String codec, String hex) {
        assertThat(HexFormat.of().formatHex(encoded(codec, new byte[0]))).isEqualTo(hex);
    }

    @Test
    void an_lz4_frame_begins_as_wal_g_s() {
        assertThat(encoded("lz4", FIVE)).startsWith(HexFormat.of().parseHex("04224d186470b9"));
    }

    @Test
    void an_lz4_block_that_would_grow_is_stored_as_it_is() {
        assertThat(HexFormat.of().formatHex(encoded("lz4", FIVE))).contains("05000080" + "68656c6c6f");
    }

    @Test
    void lzma_begins_with_8_mib_and_an_unknown_size() {
        assertThat(encoded("lzma", FIVE)).startsWith(HexFormat.of().parseHex("5d00008000ffffffffffffffff"));
    }

    @ParameterizedTest
    @EnumSource(ZstdLevel.class)
    void a_zstd_frame_has_a_checksum_and_a_window_no_larger_than_wal_g_s(ZstdLevel level) {
        byte[] stored = Samples.encoded(Codecs.zstd(level), Samples.mixed(9_000_000, 3));
        assertThat(stored[4] & 0x04).isEqualTo(0x04);
        assertThat(10 + ((stored[5] & 0xFF) >> 3)).isEqualTo(level == ZstdLevel.FASTEST ? 22 : 23);
    }

    @Test
    void a_zstd_frame_of_nothing_has_a_checksum_too() {
        byte[] stored = encoded("zstd", new byte[0]);
        assertThat(HexFormat.of().formatHex(stored)).startsWith("28b52ffd").endsWith("99e9d851");
    }

    private static byte[] encoded(String codec, byte[] plain) {
        return Samples.encoded(Codecs.named(codec).orElseThrow(), plain);
    }
}
