package dev.walkback.engine.wal.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooseRecordTest {

    private static final Path PAGES = PackedArchive.vectors().shared().resolve("pages");
    private static final int PG13 = 0xD106;
    private static final int PG15 = 0xD110;

    @ParameterizedTest
    @CsvSource({
        "pglz13, D106, PGLZ, 268, 212, 7372",
        "pglz, D110, PGLZ, 276, 212, 7372",
        "lz4, D110, LZ4, 359, 212, 7372",
        "zstd, D110, ZSTD, 264, 212, 7372",
        "none, D110, NONE, 7780, 164, 412"
    })
    void an_image_is_described_as_its_version_has_it(
            String file, String magic, Compression compression, int length, int hole, int holeLength)
            throws IOException {
        WalRecord record = LooseRecord.read(bytes(file), Integer.parseInt(magic, 16), Wanted.NOTHING)
                .orElseThrow();
        assertThat(new Object[] {
                    record.imageApplies(0),
                    record.compression(0),
                    record.imageLength(0),
                    record.holeOffset(0),
                    record.holeLength(0, 8192)
                })
                .containsExactly(true, compression, length, hole, holeLength);
    }

    @Test
    void a_plain_image_and_its_hole_are_the_page() throws IOException {
        WalRecord record = LooseRecord.read(bytes("none"), PG15, Wanted.ALL).orElseThrow();
        byte[] image = new byte[record.imageLength(0)];
        record.image(0).get(image);
        ByteBuffer page = ByteBuffer.allocate(8192).put(image, 0, record.holeOffset(0));
        page.position(page.position() + record.holeLength(0, 8192));
        page.put(image, record.holeOffset(0), image.length - record.holeOffset(0));
        assertThat(page.array()).isEqualTo(Files.readAllBytes(PAGES.resolve("fpi-none.page")));
    }

    @Test
    void a_record_that_is_cut_or_altered_is_none() throws IOException {
        byte[] record = bytes("lz4");
        assertThat(LooseRecord.read(Arrays.copyOf(record, record.length - 1), PG15, Wanted.ALL))
                .isEmpty();
        record[200] ^= 1;
        assertThat(LooseRecord.read(record, PG15, Wanted.ALL)).isEmpty();
    }

    /** Behind a right checksum there is always a record that a server wrote, but not always one that we can read. */
    @Property(tries = 500)
    void whatever_the_headers_say_reading_them_is_safe(@ForAll byte[] body) {
        byte[] record = MadeRecord.of(0, 0, body);
        LooseRecord.read(record, PG13, Wanted.ALL);
        assertThat(LooseRecord.read(record, PG15, Wanted.ALL).map(read -> read.mainLength() <= body.length))
                .isNotEqualTo(Optional.of(false));
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(PAGES.resolve("fpi-" + file + ".record"));
    }
}
