package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wal-verify} without a position asks the server that the settings name. */
class WalVerifyServerIT {

    @TempDir
    Path folder;

    private PostgresServer server;
    private final Map<String, String> environment = new HashMap<>();

    private record Answer(int exit, String out, String err) {}

    @BeforeEach
    void ask_a_server() {
        server = Components.postgres();
        environment.putAll(server.environment());
        environment.put("TZ", "UTC");
        environment.put("WALG_FILE_PREFIX", folder.toString());
    }

    @Test
    void the_position_is_that_of_the_server() throws Exception {
        Files.createDirectories(folder.resolve("wal_005"));
        Files.createFile(folder.resolve("wal_005/000000010000000000000001.lz4"));
        String segment = server.sql("select pg_walfile_name(pg_current_wal_lsn() - 1)");

        Answer answer = run("wal-verify", "timeline");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.err()).contains("Current WAL segment: " + segment);
        assertThat(answer.out()).isEqualTo("""
                [wal-verify] timeline check status: OK
                [wal-verify] timeline check details:
                Highest timeline found in storage: 1
                Current cluster timeline: 1
                """);
    }

    @Test
    void a_socket_reaches_a_server_that_listens_nowhere_else() throws Exception {
        Map<String, String> settings = Map.of("unix_socket_directories", ".", "listen_addresses", "");
        try (PostgresServer hidden = Components.postgres(server.major(), settings)) {
            environment.put("PGHOST", hidden.data().toString());
            environment.put("PGPORT", Integer.toString(hidden.port()));

            Answer answer = run("wal-verify", "timeline", "--json");

            assertThat(answer.exit()).as(answer.err()).isZero();
            assertThat(answer.out()).contains("\"current_timeline_id\":1");
        }
    }

    @Test
    void a_server_in_recovery_that_received_nothing_has_no_position() throws Exception {
        try (PostgresServer standby = Components.postgres(server.major(), Map.of())) {
            standby.stop();
            Files.createFile(standby.data().resolve("standby.signal"));
            standby.start();
            environment.putAll(standby.environment());

            Answer answer = run("wal-verify", "timeline");

            assertThat(answer.exit()).isEqualTo(1);
            assertThat(answer.err()).contains("has received no WAL").contains("--lsn");
        }
    }

    @Test
    void settings_given_as_flags_name_the_server_too() throws Exception {
        String port = environment.remove("PGPORT");
        environment.put("PGPORT", "1");

        Answer answer = run("wal-verify", "timeline", "--pgport", port);

        assertThat(answer.exit()).as(answer.err()).isZero();
    }

    @Test
    void a_segment_size_that_is_not_the_server_s_is_refused() throws Exception {
        environment.put("WALG_PG_WAL_SIZE", "64");

        Answer answer = run("wal-verify", "integrity");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("you may need to set WALG_PG_WAL_SIZE=16");
    }

    @Test
    void no_other_server_is_asked_than_the_one_that_is_named() throws Exception {
        environment.put("PGPORT", "1");

        Answer answer = run("wal-verify", "integrity");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("ERROR: ").contains("127.0.0.1:1").doesNotContain("5432");
    }

    @Test
    void an_unknown_database_fails_with_what_the_server_says() throws Exception {
        environment.put("PGDATABASE", "nobody made this");

        Answer answer = run("wal-verify", "integrity");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).contains("nobody made this");
    }

    private Answer run(String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, environment, Clock.systemUTC());
        int exit = new WalgFace().run(List.of(words), console);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
