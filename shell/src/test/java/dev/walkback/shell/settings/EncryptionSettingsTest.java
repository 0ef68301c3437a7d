package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.UsageError;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.UnusableKeyException;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionSettingsTest {

    private static final String HEX = "4c0829fdfe7ae1987918edc585b1a90556d901eaea963c7625bb5734576dfb59";

    @TempDir
    Path folder;

    @Test
    void nothing_set_asks_for_no_encryption() throws IOException {
        assertThat(encryption(Map.of())).isEmpty();
        assertThat(encryption(Map.of("WALG_LIBSODIUM_KEY", ""))).isEmpty();
    }

    @Test
    void a_libsodium_key_is_read_from_its_setting_or_its_file() throws IOException {
        Map<String, String> text = Map.of("WALG_LIBSODIUM_KEY", HEX, "WALG_LIBSODIUM_KEY_TRANSFORM", "hex");
        Files.writeString(folder.resolve("key"), "  " + HEX + "\n");
        Map<String, String> file = Map.of("WALG_LIBSODIUM_KEY_PATH", "key", "WALG_LIBSODIUM_KEY_TRANSFORM", "hex");
        assertThat(encryption(text)).containsInstanceOf(SodiumEncryption.class);
        assertThat(encryption(file).orElseThrow().fingerprints())
                .isEqualTo(encryption(text).orElseThrow().fingerprints());
    }

    @Test
    void an_unusable_key_is_an_error_that_does_not_hold_it() {
        assertThatThrownBy(() -> encryption(Map.of("WALG_LIBSODIUM_KEY", "hunter2")))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void an_empty_key_in_a_file_is_an_error_and_not_no_encryption() throws IOException {
        Files.writeString(folder.resolve(".walg.json"), "{\"WALG_LIBSODIUM_KEY\": \"\"}");
        assertThatThrownBy(() -> encryption(Map.of())).isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void open_pgp_wins_over_libsodium() {
        Map<String, String> both = Map.of("WALG_PGP_KEY", "no key at all", "WALG_LIBSODIUM_KEY", HEX);
        assertThatThrownBy(() -> encryption(both))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("OpenPGP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WALG_CSE_KMS_ID",
                "YC_CSE_KMS_KEY_ID",
                "WALG_ENVELOPE_PGP_KEY",
                "WALG_ENVELOPE_PGP_KEY_PATH",
                "WALG_GPG_KEY_ID",
                "WALE_GPG_KEY_ID"
            })
    void a_kind_that_is_not_supported_is_refused_and_never_left_out(String name) {
        Map<String, String> environment = Map.of(name, "x", "WALG_LIBSODIUM_KEY", HEX);
        assertThatThrownBy(() -> encryption(environment))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("not supported yet")
                .hasMessageContaining(name);
    }

    @Test
    void a_zstd_level_with_another_method_is_refused() {
        assertThatThrownBy(() -> WriteCodec.of(read(Map.of("WALG_ZSTD_LEVEL", "best"))))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("the compression method is lz4");
    }

    @Test
    void the_codec_is_that_of_the_settings_and_lz4_where_they_say_nothing() {
        assertThat(WriteCodec.of(read(Map.of())).name()).isEqualTo("lz4");
        assertThat(WriteCodec.of(read(Map.of("WALG_COMPRESSION_METHOD", "zstd", "WALG_ZSTD_LEVEL", "Best")))
                        .name())
                .isEqualTo("zstd");
        assertThat(WriteCodec.of(read(Map.of("WALG_COMPRESSION_METHOD", "none")))
                        .extension())
                .isEmpty();
    }

    private Optional<Encryption> encryption(Map<String, String> environment) throws UnusableKeyException {
        return new EncryptionSettings(read(environment), Clock.systemUTC()).encryption();
    }

    private Settings read(Map<String, String> environment) {
        Surroundings around = new Surroundings(environment, folder, folder, System.getProperty("user.name"));
        return Settings.read(Manner.NATIVE, around, Flags.NONE);
    }
}
