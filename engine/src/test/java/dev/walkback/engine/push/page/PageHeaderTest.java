package dev.walkback.engine.push.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageHeaderTest {

    private final ByteBuffer page =
            ByteBuffer.wrap(MadePage.at(0x1_2345_6789L, 1)).order(ByteOrder.LITTLE_ENDIAN);

    @Test
    void a_page_tells_its_position_high_half_first() {
        assertThat(PageHeader.lsn(page, 0)).isEqualTo(new Lsn(0x1_2345_6789L));
        assertThat(PageHeader.isValid(page, 0, MadePage.BYTES)).isTrue();
        assertThat(PageHeader.isNew(page, 0)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10, 8", "12, 20", "12, 5000", "16, 8193", "16, 3000", "18, 4100", "18, 8198"})
    void a_header_that_makes_no_sense_is_not_believed(int at, int value) {
        page.putShort(at, (short) value);
        assertThat(PageHeader.isValid(page, 0, MadePage.BYTES)).isFalse();
    }

    @Test
    void a_page_without_a_position_is_not_believed() {
        page.putLong(0, 0);
        assertThat(PageHeader.isValid(page, 0, MadePage.BYTES)).isFalse();
    }
}
