package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a real server's directory, taken as people take them. */
class FileCopyIT {

    @TempDir
    static Path folder;

    private static PostgresServer source;
    private static Path crashed;
    private static Path stopped;

    @BeforeAll
    static void copies_of_a_server_that_crashed_and_of_one_that_was_stopped() {
        source = Components.postgres(15, Map.of("full_page_writes", "on"));
        source.sql(
                "create table t as select g a from generate_series(1, 3000) g",
                "checkpoint",
                "insert into t values (0)");
        source.crash();
        crashed = copied("crashed");
        source.start();
        source.stop();
        stopped = copied("stopped");
        source.start();
    }

    @AfterAll
    static void end() {
        if (source != null) {
            source.close();
        }
    }

    private static Path copied(String name) {
        Path copy = folder.resolve(name);
        run("cp", "-a", source.data().toString(), copy.toString());
        return copy;
    }

    private static void run(String... command) {
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_copy_of_a_stopped_server_is_safe_and_starts() throws Exception {
        FileCopy copy = FileCopy.look(stopped);
        assertThat(copy.kind()).isEqualTo(FileCopy.Kind.CLEAN);
        assertThat(copy.isSafe(false)).isTrue();
        assertThat(count(copy)).isEqualTo("3001");
    }

    @Test
    void a_copy_of_a_crashed_server_is_safe_only_as_a_snapshot_and_recovers() throws Exception {
        FileCopy copy = FileCopy.look(crashed);
        assertThat(copy.kind()).isEqualTo(FileCopy.Kind.OF_A_RUNNING_SERVER);
        assertThat(copy.isSafe(false)).isFalse();
        assertThat(copy.isSafe(true)).isTrue();
        assertThat(count(copy)).isEqualTo("3001");
    }

    @Test
    void a_live_directory_is_never_safe() throws Exception {
        FileCopy copy = FileCopy.look(source.data());
        assertThat(copy.kind()).isEqualTo(FileCopy.Kind.LIVE);
        assertThat(copy.isSafe(true)).isFalse();
    }

    @Test
    void every_page_of_a_sound_copy_is_sound() throws Exception {
        PageCheck pages = FileCopy.look(crashed).pages(read -> {});
        assertThat(pages.pages()).isPositive();
        assertThat(pages.some()).isEmpty();
    }

    @Test
    void a_copy_that_took_its_time_has_pages_newer_than_its_wal() throws Exception {
        Path torn = copied("torn");
        Files.deleteIfExists(torn.resolve("postmaster.pid"));
        source.sql("insert into t select g from generate_series(1, 3000) g", "checkpoint");
        String file = source.sql("select pg_relation_filepath('t')");
        run(
                "cp",
                "-a",
                source.data().resolve(file).toString(),
                torn.resolve(file).toString());
        FileCopy copy = FileCopy.look(torn);
        assertThat(copy.isSafe(false)).isFalse();
        assertThat(copy.pages(read -> {}).newer()).isPositive();
    }

    @Test
    void a_cut_file_is_told() throws Exception {
        Path cut = folder.resolve("cut");
        run("cp", "-a", stopped.toString(), cut.toString());
        Path file = cut.resolve(source.sql("select pg_relation_filepath('t')"));
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 8192 + 100));
        assertThat(FileCopy.look(cut).pages(read -> {}).damaged()).isOne();
    }

    @Test
    void without_the_wal_that_it_needs_a_copy_is_not_safe() throws Exception {
        Path bare = folder.resolve("bare");
        run("cp", "-a", crashed.toString(), bare.toString());
        run("sh", "-c", "rm " + bare.resolve("pg_wal") + "/0*");
        FileCopy copy = FileCopy.look(bare);
        assertThat(copy.isSafe(true)).isFalse();
        assertThat(copy.defects()).extracting(Defect::kind).contains(Defect.Kind.WAL_MISSING);
    }

    @Test
    void without_pg_control_it_is_of_no_use() throws Exception {
        Path lost = folder.resolve("lost");
        run("cp", "-a", stopped.toString(), lost.toString());
        Files.delete(lost.resolve("global/pg_control"));
        assertThat(FileCopy.look(lost).kind()).isEqualTo(FileCopy.Kind.UNUSABLE);
    }

    @Test
    void a_copy_does_not_go_into_a_directory_with_data_in_it() throws Exception {
        FileCopy copy = FileCopy.look(stopped);
        assertThatThrownBy(() -> new FileCopyRun(copy, Destination.of(crashed), Clock.systemUTC(), read -> {}).run())
                .isInstanceOf(TargetException.Occupied.class);
    }

    private static String count(FileCopy copy) throws IOException {
        try (RestoredServer server = Components.restored(15)) {
            Destination to = new Destination(server.data(), new TablespacePlaces.Kept(), null, null, false);
            new FileCopyRun(copy, to, Clock.systemUTC(), read -> {}).run();
            server.start();
            return server.sql("select count(*) from t");
        }
    }
}
