package dev.walkback.shell.report.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpokenTest {

    private static final Instant THEN = Instant.parse("2026-03-08T02:14:59Z");

    @Test
    void a_time_of_this_year_is_said_without_it() {
        assertThat(Spoken.minute(THEN, Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("8 March 02:14");
    }

    @Test
    void a_time_of_another_year_says_which() {
        assertThat(Spoken.minute(THEN, Instant.parse("2027-01-01T00:00:00Z"))).isEqualTo("8 March 2026 02:14");
    }
}
