package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.UsageError;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentWordTest {

    private static final MomentWord WORD =
            new MomentWord(Instant.parse("2026-03-14T16:00:00Z"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-03-14 14:31:07Z, 2026-03-14T14:31:07Z",
        "2026-03-14T14:31:07Z, 2026-03-14T14:31:07Z",
        "2026-03-14 14:31:07 UTC, 2026-03-14T14:31:07Z",
        "2026-03-14 14:31:07+01:00, 2026-03-14T13:31:07Z",
        "2026-03-14 14:31:07 +01, 2026-03-14T13:31:07Z",
        "2026-03-14 14:31:07-0530, 2026-03-14T20:01:07Z",
        "2026-03-14 14:31Z, 2026-03-14T14:31:00Z",
        "2026-03-14 14:31:05.220481Z, 2026-03-14T14:31:05.220481Z",
        "2026-03-14 14:31:05.220481999Z, 2026-03-14T14:31:05.220481Z",
        "-2h, 2026-03-14T14:00:00Z",
        "-1h30m, 2026-03-14T14:30:00Z",
    })
    void a_time_with_a_zone_or_as_long_ago_is_read(String typed, Instant meant) {
        assertThat(WORD.read("--time", typed)).isEqualTo(meant);
    }

    @Test
    void one_without_a_zone_is_refused_with_both_readings() {
        assertThatThrownBy(() -> WORD.read("--time", "2026-03-14 14:31:07"))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("2026-03-14T14:31:07Z")
                .hasMessageContaining("2026-03-14T13:31:07Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-02-30 10:00Z", "-", "-2", "2026-03-14Z", "1773498667", "2026-03-14 25:00Z"
            })
    void what_is_no_time_is_refused(String typed) {
        assertThatThrownBy(() -> WORD.read("--time", typed)).isInstanceOf(UsageError.class);
    }
}
