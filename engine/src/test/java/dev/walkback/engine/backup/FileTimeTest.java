package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTimeTest {

    @Property
    void it_reads_what_the_library_reads(
            @ForAll @LongRange(min = -8_000_000_000L, max = 8_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -64_800, max = 64_800) int offset) {
        ZoneOffset zone = ZoneOffset.ofTotalSeconds(offset / 60 * 60);
        String text = OffsetDateTime.ofInstant(Instant.ofEpochSecond(second, nano), zone)
                .toString();
        // the library leaves out seconds that are zero, which Go never does
        String asGo = text.matches(".*T\\d\\d:\\d\\d[Z+-].*") ? text.replaceFirst("(T\\d\\d:\\d\\d)", "$1:00") : text;
        assertThat(FileTime.nanos(asGo)).isEqualTo(second * 1_000_000_000 + nano);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024-05-01",
                "2024-05-01T12:59:59",
                "2024-05-01 12:59:59Z",
                "2024-05-01T12:59:59.Z",
                "2024-05-01T12:59:59.1234567890Z",
                "2024-05-01T12:59:59+2:00",
                "2024-05-01T12:59:59Zulu",
                "0001-01-01T00:00:00Z",
                "9999-01-01T00:00:00Z",
                "2024-13-01T00:00:00Z",
                "2024-05-01T24:00:00Z",
                "2024-05-01T12:59:59.5",
                "x024-05-01T12:59:59Z"
            })
    void what_is_no_time_is_none(String text) {
        assertThat(FileTime.nanos(text)).isEqualTo(FileTime.NONE);
    }
}
