package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageChecksumTest {

    @Test
    void pages_that_a_server_wrote_have_the_checksum_that_is_reckoned() {
        byte[] pages = SmallBackup.vector("pages/checksummed-pages.bin");
        String told = new String(SmallBackup.vector("pages/checksums.json"), StandardCharsets.UTF_8);
        long[] blocks = Pattern.compile("\"block\"\\s*:\\s*(\\d+)")
                .matcher(told)
                .results()
                .map(MatchResult::group)
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .toArray();
        for (int i = 0; i < pages.length / 8192; i++) {
            byte[] page = Arrays.copyOfRange(pages, i * 8192, (i + 1) * 8192);
            assertThat(PageChecksum.of(page, blocks[i])).as("page %d", i).isEqualTo(PageChecksum.stored(page));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 25952", "1, 25951", "131072, 25950"})
    void the_number_of_the_block_counts(long block, int checksum) {
        byte[] page = new byte[8192];
        System.arraycopy(new byte[] {0x18, 0, 0, 0x20, 0, 0x20, 4, 0x20}, 0, page, 12, 8);
        assertThat(PageChecksum.of(page, block)).isEqualTo(checksum);
    }
}
