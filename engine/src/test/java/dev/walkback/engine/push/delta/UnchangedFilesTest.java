package dev.walkback.engine.push.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.push.WalkedFile;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnchangedFilesTest {

    private static final Instant BEGAN = Instant.parse("2026-05-01T10:00:00.5Z");

    @Test
    void a_file_that_was_last_written_long_before_the_parent_began_is_what_the_parent_has() {
        assertThat(certain("2026-05-01T09:59:59.123456789Z")).isTrue();
    }

    @Test
    void one_that_was_written_as_the_parent_began_may_have_been_written_again_within_the_same_tick() {
        assertThat(certain("2026-05-01T10:00:00.499999999Z")).isFalse();
        assertThat(certain("2026-05-01T10:00:00.6Z")).isFalse();
    }

    @Test
    void one_from_the_future_tells_of_a_clock_that_was_set_back() {
        assertThat(certain("2026-05-01T11:00:00.123Z")).isFalse();
    }

    @Test
    void where_times_have_whole_seconds_two_of_them_must_have_passed() {
        assertThat(certain("2026-05-01T09:59:59Z")).isFalse();
        assertThat(certain("2026-05-01T09:59:58Z")).isTrue();
    }

    private static boolean certain(String modified) {
        Instant time = Instant.parse(modified);
        long nanos = time.getEpochSecond() * 1_000_000_000 + time.getNano();
        WalkedFile file =
                new WalkedFile("/base/5/1259", Path.of("x"), WalkedFile.Kind.FILE, 8192, nanos, 0600, 0, 0, "", "");
        return UnchangedFiles.isCertain(file, BEGAN);
    }
}
