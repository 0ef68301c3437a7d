package dev.walkback.engine.push.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageChecksumTest {

    private final PageChecksum checksum = new PageChecksum(8192);

    @Test
    void pages_that_a_server_wrote_have_the_checksum_that_is_reckoned() {
        byte[] pages = vector("pages/checksummed-pages.bin");
        String told = new String(vector("pages/checksums.json"), StandardCharsets.UTF_8);
        long[] blocks = Pattern.compile("\"block\"\\s*:\\s*(\\d+)")
                .matcher(told)
                .results()
                .map(MatchResult::group)
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .toArray();
        for (int i = 0; i < pages.length / 8192; i++) {
            assertThat(checksum.of(pages, i * 8192, blocks[i]))
                    .as("page %d", i)
                    .isEqualTo(PageChecksum.stored(pages, i * 8192));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 25952", "1, 25951", "131072, 25950"})
    void the_number_of_the_block_counts(long block, int expected) {
        byte[] page = new byte[8192];
        System.arraycopy(new byte[] {0x18, 0, 0, 0x20, 0, 0x20, 4, 0x20}, 0, page, 12, 8);
        assertThat(checksum.of(page, 0, block)).isEqualTo(expected);
    }

    @Test
    void the_page_that_was_looked_at_is_left_as_it_was() {
        byte[] pages = vector("pages/checksummed-pages.bin");
        byte[] before = pages.clone();
        checksum.of(pages, 8192, 1);
        assertThat(pages).isEqualTo(before);
    }

    private static byte[] vector(String name) {
        try {
            return Files.readAllBytes(PackedArchive.vectors().shared().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
