package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class CodecsTest {

    @ParameterizedTest
    @CsvSource({"lz4, lz4", "lzma, lzma", "zstd, zst", "brotli, br", "none, ''", "gzip, gz", "lzo, lzo"})
    void each_is_found_by_name_and_by_extension(String name, String extension) {
        Codec codec = Codecs.named(name).orElseThrow();
        assertThat(codec.name()).isEqualTo(name);
        assertThat(codec.extension()).isEqualTo(extension);
        assertThat(Codecs.withExtension(extension).orElseThrow().name()).isEqualTo(name);
    }

    @Test
    void names_nobody_gave_are_not_found() {
        assertThat(Codecs.named("zip")).isEmpty();
        assertThat(Codecs.withExtension("json")).isEmpty();
    }

    @Test
    void the_look_up_order_is_wal_g_s() {
        assertThat(Codecs.LOOK_UP_ORDER).containsExactly("lz4", "lzma", "gz", "", "br", "lzo", "zst");
    }

    @ParameterizedTest
    @FieldSource("dev.walkback.storage.codec.Codecs#METHODS")
    void every_method_writes(String method) {
        assertThat(Codecs.named(method).orElseThrow().writes()).isTrue();
    }

    @Test
    void lzo_is_read_only() {
        Codec lzo = Codecs.named("lzo").orElseThrow();
        assertThat(lzo.writes()).isFalse();
        assertThatThrownBy(() -> lzo.encoding(OutputStream.nullOutputStream()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "wal_005/000000010000000000000002.lz4, lz4",
        "basebackups_005/base_1/tar_partitions/part_1.tar.zst, zstd",
        "basebackups_005/base_1/tar_partitions/part_1.tar, none",
        "wal_005/000000010000000000000002, none",
        "basebackups_005/base_1_backup_stop_sentinel.json, none",
        "odd.lz4/name, none",
        "'', none",
        "wal_005/000000010000000000000003.00000028.backup.br, brotli"
    })
    void a_key_says_how_it_was_stored(String key, String name) {
        assertThat(Codecs.ofKey(key).name()).isEqualTo(name);
    }

    @Test
    void levels_have_wal_g_s_words_in_any_case() {
        assertThat(ZstdLevel.words()).containsExactly("fastest", "default", "better", "best");
        assertThat(ZstdLevel.of("Best")).isEqualTo(Optional.of(ZstdLevel.BEST));
        assertThat(ZstdLevel.of("11")).isEmpty();
    }
}
