package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wal-fetch} over a primary storage and a failover storage. The numbers are those before 200 is added. */
class WalFetchStoragesTest {

    private static final String THERE = "000000010000000000000009";
    private static final String ABSENT = "0000000100000000000000EE";

    private final Path archive = PackedArchive.named("lz4-delta-chain").shared().resolve("storage");

    @TempDir
    private Path folder;

    @Test
    void what_only_the_second_has_comes_from_there() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        assertThat(fetch(folder.resolve("empty"), THERE)).isZero();
        assertThat(folder.resolve("segment")).exists();
    }

    @Test
    void a_primary_that_is_gone_does_not_hide_the_second() throws Exception {
        assertThat(fetch(folder.resolve("nowhere"), THERE)).isZero();
    }

    @Test
    void absent_is_what_all_of_them_do_not_have() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        assertThat(fetch(folder.resolve("empty"), ABSENT)).isEqualTo(74);
        assertThat(fetch(folder.resolve("nowhere"), ABSENT)).isEqualTo(10);
    }

    private int fetch(Path primary, String name) throws IOException, InterruptedException {
        Path config = Files.writeString(folder.resolve("walg.json"), """
                {"WALG_FILE_PREFIX": "%s", "WALG_DOWNLOAD_CONCURRENCY": "1",
                 "WALG_FAILOVER_STORAGES": {"second": {"WALG_FILE_PREFIX": "%s"}}}
                """.formatted(primary, archive));
        Console console = new Console(
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                Map.of("WALG_CONFIG_PATH", config.toString()),
                Clock.systemUTC());
        return new WalgFace()
                .run(List.of("wal-fetch", name, folder.resolve("segment").toString()), console);
    }
}
