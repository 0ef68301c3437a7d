package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups of real servers: a primary, then the standby that was restored from it. */
class BackupPushIT {

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private Path archive;

    private record Answer(int exit, String err) {}

    static List<Integer> oldestAndNewest() {
        List<Integer> majors = Components.postgresMajors();
        return Stream.of(majors.getFirst(), majors.getLast()).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("oldestAndNewest")
    void what_is_pushed_is_a_cluster_again_and_what_is_broken_off_is_nothing(int major) throws Exception {
        try (PostgresServer primary = archiving(major);
                RestoredServer standby = Components.restored(major)) {
            primary.sql("create table story as select g, repeat('x', 200) from generate_series(1, 20000) g");

            refuses_another_directory(primary);
            a_session_that_is_ended_leaves_nothing(primary);
            Answer pushed = push(primary.environment(), primary.data(), Map.of());
            assertThat(pushed.exit()).as(pushed.err()).isZero();
            assertThat(pushed.err().lines().toList().getLast())
                    .matches("INFO: .* Wrote backup with name base_[0-9A-F]{24} to storage default");

            // a standby's backup starts where its last checkpoint does, and may not be called as the one before
            primary.sql("select pg_switch_wal()");
            primary.sql("insert into story select g, 'late' from generate_series(1, 100) g", "checkpoint");
            primary.sql("select pg_switch_wal()");
            follow(primary, standby);
            assertThat(standby.await("20100", "select count(*) from story", "20100"::equals))
                    .isEqualTo("20100");

            the_standby_is_backed_up(standby);
            a_promotion_leaves_nothing(primary, standby);
        }
    }

    private PostgresServer archiving(int major) {
        PostgresServer server = Components.postgres(major, Map.of());
        archive = server.freshFolder();
        server.stop();
        server.set("archive_mode", "on");
        server.set(
                "archive_command",
                "mkdir -p " + archive + "/wal_005 && cp \"%p\" " + archive + "/tmp && mv " + archive + "/tmp " + archive
                        + "/wal_005/%f");
        server.start();
        return server;
    }

    private void refuses_another_directory(PostgresServer primary) throws Exception {
        Answer answer = push(primary.environment(), archive, Map.of());
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err())
                .contains("Data directory from command line '" + archive + "' is not the same as Postgres' one");
    }

    private void a_session_that_is_ended_leaves_nothing(PostgresServer primary) throws Exception {
        CompletableFuture<Answer> push = slowly(primary.environment(), primary.data());
        await(this::slowOneHasBegun);
        primary.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'wal-g'");
        Answer answer = push.join();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).contains("was lost");
        assertThat(sentinels()).isZero();
    }

    private void follow(PostgresServer primary, RestoredServer standby) throws Exception {
        Answer fetched = run(
                primary.environment(), Map.of(), "backup-fetch", standby.data().toString(), "LATEST");
        assertThat(fetched.exit()).as(fetched.err()).isZero();
        Files.createFile(standby.data().resolve("standby.signal"));
        standby.set("restore_command", "cp " + archive + "/wal_005/%f \"%p\"");
        standby.set("hot_standby", "on");
        standby.set("archive_mode", "off");
        standby.start();
    }

    private void the_standby_is_backed_up(RestoredServer standby) throws Exception {
        Answer answer = push(environment(standby), standby.data(), Map.of());
        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(sentinels()).isEqualTo(2);
    }

    private void a_promotion_leaves_nothing(PostgresServer primary, RestoredServer standby) throws Exception {
        primary.sql("select pg_switch_wal()");
        primary.sql("insert into story select g, 'later' from generate_series(1, 100) g", "checkpoint");
        primary.sql("select pg_switch_wal()");
        standby.await("20200", "select count(*) from story", "20200"::equals);
        CompletableFuture<Answer> push = slowly(environment(standby), standby.data());
        await(this::slowOneHasBegun);
        standby.sql("select pg_promote()");
        Answer answer = push.join();
        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.err()).contains("promoted");
        assertThat(sentinels()).isEqualTo(2);
    }

    /** So slowly that something can happen meanwhile, for some seconds. */
    private CompletableFuture<Answer> slowly(Map<String, String> server, Path data) {
        told.reset();
        Map<String, String> slow = Map.of("WALG_DISK_RATE_LIMIT", "4000000", "WALG_ALIVE_CHECK_INTERVAL", "100ms");
        return CompletableFuture.supplyAsync(() -> run(told, server, slow, "backup-push", data.toString()));
    }

    private Answer push(Map<String, String> server, Path data, Map<String, String> more) {
        return run(server, more, "backup-push", data.toString());
    }

    private static Map<String, String> environment(RestoredServer server) {
        return Map.of(
                "PGHOST",
                "127.0.0.1",
                "PGPORT",
                Integer.toString(server.port()),
                "PGUSER",
                "postgres",
                "PGDATABASE",
                "postgres");
    }

    private Answer run(Map<String, String> server, Map<String, String> more, String... line) {
        return run(new ByteArrayOutputStream(), server, more, line);
    }

    private Answer run(
            ByteArrayOutputStream err, Map<String, String> server, Map<String, String> more, String... line) {
        Map<String, String> settings = new HashMap<>(server);
        settings.put("WALG_FILE_PREFIX", archive.toString());
        settings.putAll(more);
        Console console = new Console(
                new ByteArrayOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                settings,
                Clock.systemUTC());
        try {
            int exit = new WalgFace().run(List.of(line), console);
            return new Answer(exit, err.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long sentinels() {
        return count("_backup_stop_sentinel.json");
    }

    private boolean slowOneHasBegun() {
        return told.toString(StandardCharsets.UTF_8).contains("Walking ...");
    }

    private long count(String ending) {
        try (Stream<Path> all = Files.list(archive.resolve("basebackups_005"))) {
            return all.filter(each -> each.toString().endsWith(ending)).count();
        } catch (IOException none) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come to that").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
