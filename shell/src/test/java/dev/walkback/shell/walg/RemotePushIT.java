package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups that real servers send, restored and compared with what they had. */
class RemotePushIT {

    private static final String ROWS =
            "select count(*), md5(string_agg(t::text, '|' order by t::text)) from (select * from here union all select * from there) t";

    static List<Integer> majors() {
        return Sampling.MATRIX.of("backups that a server sends", Components.postgresMajors(), 2);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void what_a_server_sent_is_restored_with_its_tablespace(int major) throws Exception {
        try (PostgresServer server = Components.postgres(major, Map.of());
                RestoredServer restored = Components.restored(major)) {
            LiveArchive archive = new LiveArchive(
                    server, Map.of("WALG_TAR_SIZE_THRESHOLD", "5000000", "WALG_COMPRESSION_METHOD", "zstd"));
            tables(server);
            String log = archive.pushSent("--verify");
            assertThat(log).containsPattern("Wrote backup with name base_[0-9A-F]{24}\\n");
            assertThat(parts(archive)).isGreaterThan(4);
            server.sql("insert into here select g, 'later' from generate_series(1, 100) g", "select pg_switch_wal()");
            String rows = server.sql(ROWS);
            server.stop();

            Path there = restored.data().resolveSibling("there");
            Files.createDirectory(there);
            archive.fetch(
                    restored.data(),
                    "--restore-spec",
                    archive.spec(restored.data(), there).toString());
            archive.recover(restored);
            assertThat(restored.sql(ROWS)).isEqualTo(rows);
        }
    }

    @Test
    @Tag("interop")
    void a_real_wal_g_restores_it() throws Exception {
        Path walg = Components.walg();
        int major = Components.postgresMajors().getLast();
        try (PostgresServer server = Components.postgres(major, Map.of());
                RestoredServer restored = Components.restored(major)) {
            LiveArchive archive = new LiveArchive(server, Map.of("WALG_TAR_SIZE_THRESHOLD", "5000000"));
            tables(server);
            archive.pushSent();
            server.sql("select pg_switch_wal()");
            String rows = server.sql(ROWS);
            server.stop();
            Path there = restored.data().resolveSibling("there");
            Files.createDirectory(there);
            archive.theirs(
                    walg,
                    "backup-fetch",
                    restored.data().toString(),
                    "LATEST",
                    "--restore-spec",
                    archive.spec(restored.data(), there).toString());
            // which is how WAL-G leaves it
            Files.setPosixFilePermissions(
                    restored.data(), java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            archive.recover(restored);
            assertThat(restored.sql(ROWS)).isEqualTo(rows);
        }
    }

    private static void tables(PostgresServer server) {
        Path space = server.freshFolder();
        server.sql(
                "create tablespace apart location '" + space + "'",
                "create table here as select g as id, repeat('x', 90) as v from generate_series(1, 20000) g",
                "create table there tablespace apart as select g as id, 'z' || g as v from generate_series(1, 5000) g",
                "checkpoint");
    }

    private static long parts(LiveArchive archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive.folder().resolve("basebackups_005"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("part_"))
                    .count();
        }
    }
}
