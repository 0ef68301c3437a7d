package dev.walkback.storage.crypto.sodium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SodiumKeyTest {

    private static final String HEX = "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00";
    private static final String BASE64 = "obLD1OX2BxgpOktcbX6PkBEiM0RVZneImaq7zN3u/wA=";

    @Test
    void hex_and_base64_of_the_same_bytes_are_the_same_key() throws Exception {
        assertThat(KeyTransform.BASE64.key(BASE64)).isEqualTo(KeyTransform.HEX.key(HEX));
        assertThat(KeyTransform.HEX.key(HEX.toUpperCase(Locale.ROOT))).isEqualTo(KeyTransform.HEX.key(HEX));
    }

    @Test
    void raw_text_is_filled_up_with_zeros_or_cut_off() throws Exception {
        assertThat(HexFormat.of().formatHex(KeyTransform.NONE.key("x".repeat(25))))
                .isEqualTo("78".repeat(25) + "00".repeat(7));
        assertThat(HexFormat.of().formatHex(KeyTransform.NONE.key("x".repeat(40))))
                .isEqualTo("78".repeat(32));
        assertThat(HexFormat.of().formatHex(KeyTransform.NONE.key("é".repeat(13))))
                .isEqualTo("c3a9".repeat(13) + "00".repeat(6));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NONE | only twenty-four letters | is 24 bytes long, and must be at least 25",
                "HEX | 00000000000000000000000000000000000000000000000000000000000000 | is 31 bytes long",
                "HEX | secret-secret-secret | is not an even number of hexadecimal digits",
                "BASE64 | obLD1OX2BxgpOktcbX6PkBEiM0RVZneImaq7zN3u/wA | lacks the '='",
                "BASE64 | obLD1OX2Bxg= | is 8 bytes long",
                "BASE64 | secret!secret | is not base64",
            })
    void a_bad_key_is_refused_in_words_that_do_not_hold_it(KeyTransform transform, String text, String words) {
        assertThatThrownBy(() -> SodiumKey.of(text, transform))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(text);
    }

    @Test
    void a_transform_has_the_name_of_the_setting() throws Exception {
        assertThat(KeyTransform.named("")).isEqualTo(KeyTransform.NONE);
        assertThat(KeyTransform.named("base64")).isEqualTo(KeyTransform.BASE64);
        assertThatThrownBy(() -> KeyTransform.named("HEX"))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("there are none, hex, base64");
    }

    @Test
    void white_space_around_the_key_in_a_file_does_not_count(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), " \n" + HEX + "\r\n\t");

        assertThat(SodiumKey.inFile(file, KeyTransform.HEX).fingerprint())
                .isEqualTo(SodiumKey.of(HEX, KeyTransform.HEX).fingerprint());
    }

    @Test
    void a_key_file_may_hold_bytes_that_are_no_text(@TempDir Path folder) throws Exception {
        byte[] bytes = HexFormat.of().parseHex("ff".repeat(26));
        Path file = Files.write(folder.resolve("key"), bytes);

        assertThat(SodiumKey.inFile(file, KeyTransform.NONE).fingerprint())
                .isEqualTo(SodiumKey.of("ff".repeat(26) + "00".repeat(6), KeyTransform.HEX)
                        .fingerprint());
    }

    @Test
    void a_missing_key_file_is_named(@TempDir Path folder) {
        assertThatThrownBy(() -> SodiumKey.inFile(folder.resolve("nothing"), KeyTransform.HEX))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void a_key_prints_as_its_fingerprint_and_different_keys_have_different_ones() throws Exception {
        SodiumKey key = SodiumKey.of(HEX, KeyTransform.HEX);
        SodiumKey other = SodiumKey.of("y".repeat(30), KeyTransform.NONE);

        assertThat(key.toString()).matches("sodium:[0-9a-f]{8}").isNotEqualTo(other.toString());
    }
}
