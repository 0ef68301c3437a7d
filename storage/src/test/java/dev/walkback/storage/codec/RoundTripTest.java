package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    @Provide
    Arbitrary<Codec> writers() {
        return Arbitraries.of("lz4", "zstd", "brotli", "lzma", "gzip", "none")
                .map(name -> Codecs.named(name).orElseThrow());
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100_000),
                Arbitraries.of(0, 1, 8191, 8192, 8193, 65535, 65536, 65537, 131072, 262143, 262144, 262145));
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void what_was_written_is_read(
            @ForAll("writers") Codec codec, @ForAll("sizes") int size, @ForAll long seed, @ForAll boolean inDrops)
            throws IOException {
        byte[] plain = Samples.mixed(size, seed);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream encoder = codec.encoding(stored)) {
            if (inDrops) {
                Samples.inDrops(plain, 5000, seed).transferTo(encoder);
            } else {
                encoder.write(plain);
            }
        }
        InputStream source = inDrops
                ? Samples.inDrops(stored.toByteArray(), 5000, seed)
                : new ByteArrayInputStream(stored.toByteArray());
        try (InputStream decoder = codec.decoding(source)) {
            assertThat(decoder.readAllBytes()).isEqualTo(plain);
        }
    }

    static Stream<Arguments> borders() {
        int mib = 1024 * 1024;
        return Stream.of(
                Arguments.of("lz4", 4 * mib - 1),
                Arguments.of("lz4", 4 * mib),
                Arguments.of("lz4", 4 * mib + 1),
                Arguments.of("lz4", 16 * mib),
                Arguments.of("zstd", 8 * mib - 1),
                Arguments.of("zstd", 8 * mib),
                Arguments.of("zstd", 16 * mib + 1),
                Arguments.of("brotli", 4 * mib),
                Arguments.of("brotli", 16 * mib - 1),
                Arguments.of("brotli", 16 * mib),
                Arguments.of("brotli", 16 * mib + 1),
                Arguments.of("brotli", 32 * mib),
                Arguments.of("lzma", 9 * mib),
                Arguments.of("gzip", 9 * mib));
    }

    @ParameterizedTest
    @MethodSource("borders")
    void the_borders_of_blocks_and_windows_are_crossed(String name, int size) throws IOException {
        Codec codec = Codecs.named(name).orElseThrow();
        byte[] plain = Samples.mixed(size, size);
        byte[] stored = Samples.encoded(codec, plain);
        assertThat(java.util.Arrays.equals(Samples.decoded(codec, stored), plain))
                .isTrue();
    }

    static Stream<ZstdLevel> levels() {
        return Stream.of(ZstdLevel.values());
    }

    @ParameterizedTest
    @MethodSource("levels")
    void every_level_of_zstd_is_read_back(ZstdLevel level) throws IOException {
        byte[] plain = Samples.mixed(300_000, 1);
        Codec codec = Codecs.zstd(level);
        assertThat(Samples.decoded(codec, Samples.encoded(codec, plain))).isEqualTo(plain);
    }
}
