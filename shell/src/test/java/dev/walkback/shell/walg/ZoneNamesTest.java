package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneNamesTest {

    private static final Path DATABASE = Path.of("/usr/share/zoneinfo");

    @ParameterizedTest
    @CsvSource({
        "Asia/Tokyo, 2026-11-21T10:00:00Z",
        "Europe/Berlin, 2026-11-21T10:00:00Z",
        "Europe/Berlin, 2026-06-21T10:00:00Z",
        "Europe/Dublin, 2026-06-21T10:00:00Z",
        "America/New_York, 2026-03-08T06:59:59Z",
        "America/New_York, 2026-03-08T07:00:00Z",
        "Asia/Tashkent, 2026-11-21T10:00:00Z",
        "America/Sao_Paulo, 2010-01-21T10:00:00Z",
        "Australia/Lord_Howe, 2026-01-21T10:00:00Z",
        "Europe/Berlin, 2099-06-21T10:00:00Z",
        "Europe/Berlin, 1999-06-21T10:00:00Z",
        "UTC, 2026-11-21T10:00:00Z"
    })
    void a_zone_is_called_as_the_system_calls_it(String zone, Instant moment) throws Exception {
        Components.command("date");

        assertThat(new ZoneNames(DATABASE).at(ZoneId.of(zone), moment)).isEqualTo(system(zone, moment));
    }

    @Test
    void a_zone_that_the_database_lacks_is_called_by_its_offset(@TempDir Path empty) {
        assertThat(new ZoneNames(empty).at(ZoneId.of("Asia/Tokyo"), Instant.EPOCH))
                .isEqualTo("+0900");
        assertThat(new ZoneNames(empty).at(ZoneOffset.ofHours(-3), Instant.EPOCH))
                .isEqualTo("-0300");
    }

    @Test
    void a_zone_file_that_is_cut_short_is_as_good_as_none(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("Asia"));
        Files.write(folder.resolve("Asia/Tokyo"), "TZif2 and nothing else".getBytes(StandardCharsets.US_ASCII));

        assertThat(new ZoneNames(folder).at(ZoneId.of("Asia/Tokyo"), Instant.EPOCH))
                .isEqualTo("+0900");
    }

    private static String system(String zone, Instant moment) throws Exception {
        ProcessBuilder date = new ProcessBuilder("date", "-d", "@" + moment.getEpochSecond(), "+%Z");
        date.environment().put("TZ", zone);
        Process process = date.start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        } finally {
            process.waitFor();
        }
    }
}
