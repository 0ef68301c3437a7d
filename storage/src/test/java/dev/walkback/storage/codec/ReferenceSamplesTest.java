package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made by the reference programs, see {@code resources/codec/make}. */
class ReferenceSamplesTest {

    static Stream<String> samples() {
        return Stream.concat(
                Stream.of("text", "small", "noise", "empty")
                        .flatMap(plain -> Stream.of("lz4", "zst", "lzma", "gz", "lzo", "br")
                                .map(extension -> plain + "." + extension)),
                List.of(
                        "small.everything.lz4",
                        "text.linked.lz4",
                        "text.linked-9.lz4",
                        "text.linked-sized.lz4",
                        "text.blockchecksums.lz4",
                        "text.sized.lz4",
                        "text.nochecksum.lz4",
                        "text.best.lz4",
                        "text.legacy.lz4",
                        "text.skippable.lz4",
                        "texttext.lz4",
                        "texttext.legacyfirst.lz4",
                        "text.19.zst",
                        "text.long.zst",
                        "text.nochecksum.zst",
                        "text.skippable.zst",
                        "texttext.zst",
                        "text.0.lzma",
                        "text.9.lzma",
                        "text.otherproperties.lzma",
                        "text.named.gz",
                        "texttext.gz",
                        "small.crc32-9.lzo",
                        "text.1.lzo",
                        "text.2.lzo",
                        "text.3.lzo",
                        "text.4.lzo",
                        "text.5.lzo",
                        "text.6.lzo",
                        "text.7.lzo",
                        "text.8.lzo",
                        "text.9.lzo",
                        "text.crc32.lzo",
                        "text.nochecksum.lzo",
                        "texttext.lzo",
                        "text.0.br",
                        "text.11.br")
                        .stream());
    }

    static Stream<String> samples_of_something() {
        return samples().filter(sample -> !sample.startsWith("empty."));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_decodes_to_what_was_pressed(String sample) throws IOException {
        assertThat(Samples.decoded(Codecs.ofKey(sample), Samples.resource(sample)))
                .isEqualTo(Samples.plainOf(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_source_that_gives_few_bytes_at_a_time_changes_nothing(String sample) throws IOException {
        byte[] stored = Samples.resource(sample);
        try (InputStream decoder = Codecs.ofKey(sample).decoding(Samples.inDrops(stored, 7, stored.length))) {
            assertThat(decoder.readAllBytes()).isEqualTo(Samples.plainOf(sample));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void reading_byte_by_byte_gives_the_same(String sample) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (InputStream decoder = decoder(sample)) {
            for (int next = decoder.read(); next >= 0; next = decoder.read()) {
                plain.write(next);
            }
        }
        assertThat(plain.toByteArray()).isEqualTo(Samples.plainOf(sample));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void transferring_gives_the_same(String sample) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (InputStream decoder = decoder(sample)) {
            assertThat(decoder.transferTo(plain)).isEqualTo(plain.size());
        }
        assertThat(plain.toByteArray()).isEqualTo(Samples.plainOf(sample));
    }

    @ParameterizedTest
    @MethodSource("samples_of_something")
    void skipping_to_the_last_byte_leaves_that(String sample) throws IOException {
        byte[] plain = Samples.plainOf(sample);
        try (InputStream decoder = decoder(sample)) {
            decoder.skipNBytes(plain.length - 1);
            assertThat(decoder.readAllBytes()).containsExactly(plain[plain.length - 1]);
        }
    }

    private static InputStream decoder(String sample) throws IOException {
        return Codecs.ofKey(sample).decoding(new ByteArrayInputStream(Samples.resource(sample)));
    }
}
