package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No stream that was cut or changed passes for a whole one, wherever the format gives a way to know. */
class DamageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty.lz4",
                "small.lz4",
                "noise.lz4",
                "small.everything.lz4",
                "empty.zst",
                "small.zst",
                "noise.zst",
                "empty.br",
                "small.br",
                "noise.br",
                "empty.lzma",
                "small.lzma",
                "empty.gz",
                "small.gz",
                "noise.gz",
                "empty.lzo",
                "small.lzo",
                "noise.lzo",
                "small.crc32-9.lzo"
            })
    void cut_at_any_byte_is_damage_at_the_cut(String sample) {
        byte[] stored = Samples.resource(sample);
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            DamagedStreamException damaged = catchThrowableOfType(
                    DamagedStreamException.class, () -> Samples.decoded(Codecs.ofKey(sample), cut));
            assertThat(damaged).as("cut at %d", length).isNotNull();
            assertThat(damaged.offset()).as("cut at %d", length).isBetween(0L, (long) length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small.lz4",
                "small.zst",
                "small.br",
                "small.lzma",
                "small.gz",
                "small.lzo",
                "text.lz4",
                "text.zst"
            })
    void a_reader_that_stops_where_the_content_ends_still_learns_of_a_missing_end(String sample) throws IOException {
        byte[] stored = Samples.resource(sample);
        int plainLength = Samples.plainOf(sample).length;
        for (int missing = 1; missing <= 4; missing++) {
            byte[] cut = Arrays.copyOf(stored, stored.length - missing);
            try (InputStream decoder = Codecs.ofKey(sample).decoding(new ByteArrayInputStream(cut))) {
                assertThatThrownBy(() -> decoder.readNBytes(plainLength))
                        .as("%d missing", missing)
                        .isInstanceOf(DamagedStreamException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty.lz4",
                "small.lz4",
                "noise.lz4",
                "small.everything.lz4",
                "empty.zst",
                "small.zst",
                "noise.zst",
                "empty.gz",
                "small.gz",
                "noise.gz",
                "empty.lzo",
                "small.lzo",
                "noise.lzo",
                "small.crc32-9.lzo"
            })
    void with_any_bit_flipped_it_is_damaged_or_means_the_same(String sample) throws IOException {
        byte[] stored = Samples.resource(sample);
        byte[] plain = Samples.plainOf(sample);
        for (int bit = 0; bit < 8 * stored.length; bit++) {
            stored[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isDamagedOrHolds(sample, stored, plain))
                    .as("bit %d", bit)
                    .isTrue();
            stored[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    private static boolean isDamagedOrHolds(String sample, byte[] stored, byte[] plain) throws IOException {
        try {
            return Arrays.equals(plain, Samples.decoded(Codecs.ofKey(sample), stored));
        } catch (DamagedStreamException expected) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"small.br", "small.lzma", "noise.br", "noise.lzma", "text.legacy.lz4", "text.nochecksum.lz4"})
    void without_a_checksum_a_flipped_bit_fails_in_no_other_way_than_as_damage(String sample) throws IOException {
        byte[] stored = Samples.resource(sample);
        int step = Math.max(1, 8 * stored.length / 5000);
        for (int bit = 0; bit < 8 * stored.length; bit += step) {
            stored[bit / 8] ^= (byte) (1 << bit % 8);
            // anything but DamagedStreamException ends the test
            isDamagedOrHolds(sample, stored, stored);
            stored[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small.lz4",
                "small.zst",
                "small.br",
                "small.lzma",
                "small.gz",
                "small.lzo",
                "empty.lz4",
                "empty.zst"
            })
    void bytes_behind_the_end_are_damage(String sample) {
        byte[] stored = Samples.resource(sample);
        for (int more = 1; more <= 9; more++) {
            byte[] longer = Arrays.copyOf(stored, stored.length + more);
            Arrays.fill(longer, stored.length, longer.length, (byte) 'x');
            assertThatThrownBy(() -> Samples.decoded(Codecs.ofKey(sample), longer))
                    .as("%d more", more)
                    .isInstanceOf(DamagedStreamException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.lz4", "small.zst", "small.gz", "small.lzo"})
    void a_second_stream_behind_the_first_that_is_cut_anywhere_is_damage(String sample) {
        byte[] stored = Samples.resource(sample);
        for (int length = 1; length < stored.length; length++) {
            byte[] both = Samples.join(stored, Arrays.copyOf(stored, length));
            assertThatThrownBy(() -> Samples.decoded(Codecs.ofKey(sample), both))
                    .as("cut at %d", length)
                    .isInstanceOf(DamagedStreamException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zst", "br", "lzma", "gz", "lzo"})
    void something_else_altogether_is_damage(String extension) {
        byte[] page = Samples.mixed(100_000, 5);
        assertThatThrownBy(() -> Samples.decoded(Codecs.withExtension(extension).orElseThrow(), page))
                .isInstanceOf(DamagedStreamException.class);
    }

    @Test
    void damage_says_where_the_bad_block_begins() {
        byte[] stored = Samples.resource("text.blockchecksums.lz4");
        stored[stored.length - 30] ^= 1;
        DamagedStreamException damaged =
                catchThrowableOfType(DamagedStreamException.class, () -> Samples.decoded(new Lz4(), stored));
        assertThat(damaged.offset()).isGreaterThan(20_000).isLessThan(stored.length - 30);
    }

    @ParameterizedTest
    @CsvSource({
        "lz4, 04224d186c70ffffffffffffff7fb4, beyond or a checksum",
        "lz4, 04224d186040820000c0ff, a block that says it has 4 GiB",
        "lzma, 5d000000ffffffffffffffffff00, a dictionary of 4 GiB",
        "lzo, 894c5a4f000d0a1a0a, the magic and nothing more"
    })
    void a_header_that_claims_too_much_costs_no_memory(String codec, String hex, String what) {
        byte[] hostile = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Samples.decoded(Codecs.named(codec).orElseThrow(), hostile))
                .as(what)
                .isInstanceOf(DamagedStreamException.class);
    }

    @Test
    void a_dictionary_beyond_the_limit_is_refused_in_words() {
        byte[] hostile = HexFormat.of().parseHex("5d000000ffffffffffffffffff00");
        assertThatThrownBy(() -> Samples.decoded(new Lzma(), hostile))
                .hasMessageContaining("4278190080")
                .hasMessageContaining("dictionary");
    }
}
