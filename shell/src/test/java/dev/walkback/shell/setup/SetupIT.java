package dev.walkback.shell.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.server.Database;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.setup.Archiver.Standing;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real servers of the oldest and the newest version say of themselves, and the commands in a process of their own. */
class SetupIT {

    @TempDir
    Path folder;

    private record Ended(int exit, String out) {}

    static List<Integer> oldestAndNewest() {
        List<Integer> majors = Components.postgresMajors();
        return List.of(majors.getFirst(), majors.getLast());
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void a_server_that_archives_and_one_role_that_may_do_nothing(int major) throws Exception {
        try (PostgresServer server =
                Components.postgres(major, Map.of("archive_mode", "on", "archive_command", "test -n \"%p\""))) {
            server.sql("select pg_switch_wal()", "create role watcher login");

            assertThat(ended(server, "archiver", "status", "--switch").exit()).isZero();

            ServerSetup setup = interview(server, server.user()).all();
            assertThat(setup.archiver().standing()).isEqualTo(Standing.ARCHIVING);
            assertThat(setup.rights().superuser()).isTrue();
            assertThat(levels(setup, "archive_mode")).containsExactly(SetupItem.Level.GOOD);

            ServerSetup.Rights none = interview(server, "watcher").all().rights();
            assertThat(List.of(none.superuser(), none.backsUp(), none.replicates(), none.switchesWal()))
                    .containsOnly(false);
        }
    }

    @Test
    void a_stretch_of_minimal_wal_is_told_by_what_the_server_still_has() throws Exception {
        try (PostgresServer server = Components.postgres(18, Map.of("wal_level", "minimal", "max_wal_senders", "0"))) {
            server.sql("create table story as select 1");
            server.stop();
            server.set("wal_level", "replica");
            server.start();

            Ended check = ended(server, "setup", "check", "--json");

            assertThat(check.out())
                    .contains("\"wal_level was\"")
                    .containsPattern("minimal from [0-9A-F/]+ to [0-9A-F/]+");
            assertThat(check.exit()).isEqualTo(3);
        }
    }

    @Test
    void an_archiver_that_fails_is_told_with_exit_3() throws Exception {
        try (PostgresServer server =
                Components.postgres(18, Map.of("archive_mode", "on", "archive_command", "false \"%p\""))) {
            server.sql("select pg_switch_wal()");

            Ended status = ended(server, "archiver", "status", "--switch", "--wait=2s");
            Ended check = ended(server, "setup", "check");

            assertThat(status.exit()).isEqualTo(3);
            assertThat(status.out()).contains(": failing");
            assertThat(check.exit()).isEqualTo(3);
            assertThat(check.out()).contains("missing  archiver");
        }
    }

    private static List<SetupItem.Level> levels(ServerSetup setup, String name) {
        return SetupChecks.of(setup, new ArchiveSide.NotAsked(), null, null).stream()
                .filter(item -> item.name().equals(name))
                .map(SetupItem::level)
                .toList();
    }

    private static ServerInterview interview(PostgresServer server, String role) throws Database.Failed {
        return new ServerInterview(Database.open(
                new ServerAddress(
                        Map.of(
                                "PGHOST",
                                server.host(),
                                "PGPORT",
                                Integer.toString(server.port()),
                                "PGUSER",
                                role,
                                "PGDATABASE",
                                "postgres"),
                        role,
                        Path.of("/")),
                ""));
    }

    private Ended ended(PostgresServer server, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.walkback.shell.Main"));
        command.addAll(List.of(words));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WALG_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().put("XDG_STATE_HOME", folder.toString());
        builder.environment().putAll(server.environment());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return new Ended(exit, out + Files.readString(err));
    }
}
