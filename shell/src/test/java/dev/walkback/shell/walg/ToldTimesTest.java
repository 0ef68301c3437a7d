package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.Storage;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldTimesTest {

    private static final Instant MOMENT = Instant.parse("2026-11-21T10:48:57.681Z");

    private final Session session = new Session(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            null,
            new GoTime(ZoneId.of("Asia/Tokyo"), new ZoneNames(Path.of("/usr/share/zoneinfo"))),
            null);

    @Test
    void a_service_tells_times_in_utc_whatever_zone_the_process_is_in() {
        Storage service = new MemoryStorage("service", Clock.systemUTC());

        assertThat(session.timesOf(service).text(MOMENT)).isEqualTo("2026-11-21 10:48:57.681 +0000 UTC");
    }

    @Test
    void files_have_times_in_the_zone_of_the_process(@TempDir Path folder) {
        Storage files = new LocalStorage(folder, Links.INSIDE, Clock.systemUTC());

        assertThat(session.timesOf(files).text(MOMENT)).startsWith("2026-11-21 19:48:57.681 +0900");
    }
}
