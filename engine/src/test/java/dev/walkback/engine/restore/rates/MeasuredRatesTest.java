package dev.walkback.engine.restore.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.restore.choice.Rates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredRatesTest {

    @TempDir
    private Path folder;

    private Path file;
    private MeasuredRates rates;

    @BeforeEach
    void begin() {
        file = folder.resolve("state").resolve("rates");
        rates = new MeasuredRates(file);
    }

    @Test
    void what_nobody_measured_is_a_guess() {
        assertThat(rates.rates()).isEqualTo(Rates.UNMEASURED);
    }

    @Test
    void what_was_measured_is_known_the_next_time() {
        rates.fetched(1_000_000_000, Duration.ofSeconds(10));
        assertThat(new MeasuredRates(file).rates().fetchBytesPerSecond()).isEqualTo(100_000_000);
    }

    @Test
    void one_kind_of_work_does_not_forget_the_other() {
        rates.replayed(500, Duration.ofSeconds(5));
        rates.fetched(1000, Duration.ofSeconds(10));
        assertThat(rates.rates()).isEqualTo(new Rates(100, 100, true, true));
    }

    @Test
    void the_last_counts_as_much_as_all_before() {
        rates.fetched(1000, Duration.ofSeconds(10));
        rates.fetched(3000, Duration.ofSeconds(10));
        assertThat(rates.rates().fetchBytesPerSecond()).isEqualTo(200);
    }

    @Test
    void what_took_no_time_says_nothing() {
        rates.fetched(1000, Duration.ofMillis(3));
        assertThat(rates.rates().fetchIsMeasured()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fetch",
                "fetch 0\n",
                "fetch -5\n",
                "fetch 99999999999999999999999\n",
                "\0\1\2",
                "fetch 1e9\n"
            })
    void a_file_that_makes_no_sense_counts_as_none(String text) throws IOException {
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(file, text);
        assertThat(rates.rates()).isEqualTo(Rates.UNMEASURED);
    }
}
