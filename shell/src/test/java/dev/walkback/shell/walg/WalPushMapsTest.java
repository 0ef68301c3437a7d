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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wal-push} and the maps of changed blocks that it begins. What is in them is tried where they are made. */
class WalPushMapsTest {

    private static final String SEGMENT = "000000010000000000000012";
    private static final String MAP = "000000010000000000000010_delta";

    @TempDir
    private Path folder;

    @BeforeEach
    void a_server_with_a_segment() throws IOException {
        Path vectors = PackedArchive.vectors().shared();
        Files.createDirectories(folder.resolve("data/pg_wal"));
        Files.createDirectories(folder.resolve("archive"));
        try (InputStream zipped =
                new GZIPInputStream(Files.newInputStream(vectors.resolve("wal/15/" + SEGMENT + ".gz")))) {
            Files.write(folder.resolve("data/pg_wal/" + SEGMENT), zipped.readAllBytes());
        }
    }

    @Test
    void a_map_is_begun_beside_the_servers_wal_when_that_is_asked_for() throws Exception {
        assertThat(push(Map.of("WALG_USE_WAL_DELTA", "true"))).isZero();
        assertThat(folder.resolve("data/pg_wal/walg_data/" + MAP)).exists();
        assertThat(folder.resolve("data/pg_wal/walg_data/" + MAP + "_part")).exists();
    }

    @Test
    void else_there_is_none() throws Exception {
        assertThat(push(Map.of())).isZero();
        assertThat(folder.resolve("data/pg_wal/walg_data/" + MAP)).doesNotExist();
    }

    private int push(Map<String, String> more) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WALG_FILE_PREFIX", folder.resolve("archive").toString(),
                "PGDATA", folder.resolve("data").toString(),
                "HOME", folder.toString()));
        environment.putAll(more);
        Console console = new Console(
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream(),
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                environment,
                Clock.systemUTC());
        return new WalgFace()
                .run(
                        List.of(
                                "wal-push",
                                folder.resolve("data/pg_wal/" + SEGMENT).toString()),
                        console);
    }
}
