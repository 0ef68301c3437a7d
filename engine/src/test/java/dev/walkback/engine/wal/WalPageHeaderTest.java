package dev.walkback.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalPageHeaderTest {

    private static final String LONG =
            "10d1060001000000000020010000000000000000000000 00e2d5594d5455016b0000100000200000".replace(" ", "");

    @Test
    void a_long_header_tells_whose_wal_it_is() {
        WalPageHeader header = WalPageHeader.read(HexFormat.of().parseHex(LONG)).orElseThrow();
        assertThat(header)
                .isEqualTo(new WalPageHeader(
                        0xD110,
                        1,
                        new Lsn(0x1200000),
                        0,
                        false,
                        false,
                        new WalPageHeader.Origin(7710537857598346722L, new SegmentSize(1 << 20), 8192)));
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void each_version_is_known_by_its_magic(int major) throws IOException {
        Path folder = PackedArchive.vectors().shared().resolve("wal/" + major);
        try (var files = Files.list(folder)) {
            Path segment = files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}\\.gz"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            try (InputStream plain = new GZIPInputStream(Files.newInputStream(segment))) {
                WalPageHeader header = WalPageHeader.read(plain.readNBytes(WalPageHeader.LONG_BYTES))
                        .orElseThrow();
                assertThat(header.majorVersion()).hasValue(major * 10_000);
            }
        }
    }

    @Test
    void a_short_beginning_is_no_header() {
        byte[] whole = HexFormat.of().parseHex(LONG);
        assertThat(WalPageHeader.read(java.util.Arrays.copyOf(whole, WalPageHeader.LONG_BYTES - 1)))
                .isEmpty();
    }

    @Test
    void a_page_of_zeros_is_no_header() {
        assertThat(WalPageHeader.read(new byte[8192])).isEmpty();
    }

    @Test
    void an_impossible_segment_size_is_no_header() {
        byte[] header = HexFormat.of().parseHex(LONG);
        header[33] = 1;
        assertThat(WalPageHeader.read(header)).isEmpty();
    }

    @Property
    void whatever_the_bytes_reading_them_is_safe(
            @ForAll @Size(max = 60) byte[] bytes, @ForAll @IntRange(min = 0, max = 64) int offset) {
        assertThatCode(() -> WalPageHeader.read(bytes, offset)).doesNotThrowAnyException();
    }
}
