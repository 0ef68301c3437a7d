package dev.walkback.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            OutputStream.nullOutputStream(),
            err,
            new ByteArrayInputStream(new byte[0]),
            false,
            false,
            false,
            80,
            Map.of("LC_ALL", "C.UTF-8"),
            clock);

    private void passes(long millis) {
        now.updateAndGet(it -> it.plusMillis(millis));
    }

    private String told(String how, long total) {
        try (Progress progress = new Progress(console, Style.of(Set.of(), how, console), "put a/b", total)) {
            progress.accept(1);
            passes(1500);
            progress.accept(159);
            passes(100);
            progress.accept(1);
        }
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void json_is_a_line_a_second_as_the_reference_says() {
        assertThat(told("json", 1000))
                .isEqualTo(
                        "{\"walkback\":1,\"kind\":\"progress\",\"what\":\"put a/b\",\"done_bytes\":160,\"total_bytes\":1000}\n");
    }

    @Test
    void a_total_that_nobody_knows_is_left_out() {
        assertThat(told("json", Progress.UNKNOWN))
                .isEqualTo("{\"walkback\":1,\"kind\":\"progress\",\"what\":\"put a/b\",\"done_bytes\":160}\n");
    }

    @Test
    void nothing_is_told_to_a_file_unless_asked_for() {
        assertThat(told("", 1000)).isEmpty();
    }
}
