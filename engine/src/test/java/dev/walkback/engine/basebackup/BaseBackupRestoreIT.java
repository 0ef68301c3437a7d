package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real pg_basebackup made, restored and started. */
class BaseBackupRestoreIT {

    private static final String SOUND = "select bool_and(bt_index_check(c.oid, true) is not null) from pg_index i"
            + " join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam where a.amname = 'btree'"
            + " and c.relpersistence <> 't'";

    @TempDir
    static Path folder;

    private static PostgresServer source;
    private static Path archive;
    private static Path gzipped;

    @BeforeAll
    static void a_server_with_a_tablespace_that_archives_by_cp() {
        source = Components.postgres(15, Map.of("archive_mode", "on", "wal_level", "replica"));
        archive = source.freshFolder();
        source.set("archive_command", "test ! -f " + archive + "/%f && cp %p " + archive + "/%f");
        source.stop();
        source.start();
        source.sql("create extension amcheck");
        source.sql("create tablespace fast location '" + source.freshFolder() + "'");
        source.sql("create table orders as select g id, md5(g::text) what from generate_series(1, 5000) g");
        source.sql("alter table orders add primary key (id)");
        source.sql("create table quick tablespace fast as select g id from generate_series(1, 700) g");
        gzipped = backup("gzipped", "-Ft", "-z", "-Xs");
    }

    @AfterAll
    static void end() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    void gzipped_tars_with_a_tablespace_become_a_sound_server() throws Exception {
        try (RestoredServer server = Components.restored(15)) {
            restore(List.of(gzipped), server, null);
            verified(server);
            server.start();
            assertThat(counts(server)).isEqualTo("5000|700");
            assertThat(server.sql(SOUND)).isEqualTo("t");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zst"})
    void tars_of_other_compressors_become_a_server(String ending) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("as-" + ending));
        Files.copy(gzipped.resolve("backup_manifest"), copy.resolve("backup_manifest"));
        for (String tar : names(gzipped, ".tar.gz")) {
            String stem = tar.substring(0, tar.length() - ".gz".length());
            String tool = ending.equals("lz4") ? "lz4 -cq" : "zstd -cq";
            Components.command(ending.equals("lz4") ? "lz4" : "zstd");
            run(
                    "sh",
                    "-c",
                    "gzip -dc '" + gzipped.resolve(tar) + "' | " + tool + " > '" + copy.resolve(stem + "." + ending)
                            + "'");
        }
        try (RestoredServer server = Components.restored(15)) {
            restore(List.of(copy), server, null);
            server.start();
            assertThat(counts(server)).isEqualTo("5000|700");
        }
    }

    @Test
    void wal_may_come_in_the_data_directory_s_own_tar() throws Exception {
        Path fetched = backup("fetched", "-Ft", "-Xf");
        try (RestoredServer server = Components.restored(15)) {
            restore(List.of(fetched), server, null);
            server.start();
            assertThat(counts(server)).isEqualTo("5000|700");
        }
    }

    @Test
    void a_plain_backup_becomes_a_server() throws Exception {
        String location = source.sql("select pg_tablespace_location(oid) from pg_tablespace where spcname = 'fast'");
        Path plain = backup("plain", "-Fp", "-Xs", "-T", location + "=" + folder.resolve("plain-fast"));
        try (RestoredServer server = Components.restored(15)) {
            restore(List.of(plain), server, null);
            verified(server);
            server.start();
            assertThat(counts(server)).isEqualTo("5000|700");
        }
    }

    @Test
    void replay_goes_on_from_a_plain_archive_until_its_end() throws Exception {
        source.sql("create table later as select 1 a");
        awaitArchived();
        source.sql("create table never_archived (a int)");
        Path copy = Files.createDirectories(folder.resolve("archive"));
        for (String name : names(archive, "")) {
            Files.copy(archive.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        try (RestoredServer server = Components.restored(15)) {
            restore(List.of(gzipped), server, WalArchive.look(copy));
            server.own();
            run("chmod", "-R", "a+rX", folder.toString());
            server.start();
            server.await("f", "select pg_is_in_recovery()", "f"::equals);
            assertThat(server.sql("select to_regclass('later') is not null, to_regclass('never_archived') is null"))
                    .isEqualTo("t|t");
        }
    }

    @Test
    void a_server_whose_archive_went_away_stops_and_is_not_promoted() throws Exception {
        awaitArchived();
        Path copy = Files.createDirectories(folder.resolve("unmounted"));
        for (String name : names(archive, "")) {
            Files.copy(archive.resolve(name), copy.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        try (RestoredServer server = Components.restored(15)) {
            restore(List.of(gzipped), server, WalArchive.look(copy));
            server.own();
            for (String name : names(copy, "")) {
                Files.delete(copy.resolve(name));
            }
            assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
            assertThat(server.isRunning()).isFalse();
            assertThat(server.data().resolve("recovery.signal")).exists();
        }
    }

    @Test
    void a_backup_without_its_wal_is_refused_and_cannot_be_started() throws Exception {
        Path bare = backup("bare", "-Ft", "-Xnone");
        try (RestoredServer server = Components.restored(15)) {
            assertThatThrownBy(() -> restore(List.of(bare), server, null))
                    .isInstanceOfSatisfying(
                            UnfitBackupException.class,
                            it -> assertThat(it.defects().getFirst().kind()).isEqualTo(Defect.Kind.WAL_MISSING));
            assertThat(server.data().resolve("global/pg_control")).doesNotExist();
        }
    }

    @Test
    void a_live_server_s_directory_is_refused_even_when_it_may_be_replaced() {
        BaseBackupRequest request =
                request(List.of(gzipped), destination(source.data(), folder.resolve("ts"), true), null);
        assertThatThrownBy(() -> run(request)).isInstanceOf(TargetException.Live.class);
    }

    @Test
    void the_old_directory_goes_aside_and_its_unarchived_wal_is_replayed() throws Exception {
        try (PostgresServer other = Components.postgres(15, Map.of("archive_mode", "on", "archive_command", "false"))) {
            other.sql("create table t as select 1 a");
            Path backup = folder.resolve("other");
            run(
                    "pg_basebackup",
                    "-h",
                    other.host(),
                    "-p",
                    "" + other.port(),
                    "-U",
                    other.user(),
                    "-D",
                    backup.toString(),
                    "-Ft",
                    "-z",
                    "-Xs",
                    "-c",
                    "fast");
            other.sql("insert into t values (2)", "select pg_switch_wal()", "insert into t values (3)");
            other.crash();
            Path before = other.data();
            run(new BaseBackupRequest(
                    List.of(backup),
                    new Destination(before, new TablespacePlaces.Kept(), null, owner(other), true),
                    false,
                    null,
                    null,
                    null,
                    new RecoveryTarget.Latest(),
                    null,
                    new ServerWishes(
                            false, null, other.port(), ServerWishes.Action.PAUSE, false, new LinkedHashMap<>())));
            other.start();
            assertThat(other.sql("select count(*) from t")).isEqualTo("3");
            assertThat(names(before.getParent(), "")).anyMatch(name -> name.startsWith("data.replaced-"));
        }
    }

    static List<Integer> notNewerThanTheProgram() {
        return Components.postgresMajors().stream().filter(major -> major <= 15).toList();
    }

    /** Of servers before 15 other messages bring the tars; the label says master before 14. */
    @ParameterizedTest
    @MethodSource("notNewerThanTheProgram")
    void backups_of_older_servers_become_servers(int major) throws Exception {
        Components.command("pg_basebackup");
        try (PostgresServer older = Components.postgres(major, Map.of("wal_level", "replica"));
                RestoredServer server = Components.restored(major)) {
            older.sql("create table t as select g a from generate_series(1, 900) g");
            Path backup = folder.resolve("of-" + major);
            run(
                    "pg_basebackup",
                    "-h",
                    older.host(),
                    "-p",
                    "" + older.port(),
                    "-U",
                    older.user(),
                    "-D",
                    backup.toString(),
                    "-Ft",
                    "-z",
                    "-Xs",
                    "-c",
                    "fast");
            restore(List.of(backup), server, null);
            server.start();
            assertThat(server.sql("select count(*) from t")).isEqualTo("900");
        }
    }

    private static String owner(PostgresServer server) throws IOException {
        return Files.getOwner(server.data()).getName();
    }

    private static Path backup(String name, String... options) {
        Path into = folder.resolve(name);
        List<String> command = new ArrayList<>(
                List.of(Components.command("pg_basebackup").toString(), "-h", source.host(), "-p", "" + source.port()));
        command.addAll(List.of("-U", source.user(), "-D", into.toString(), "-c", "fast"));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
        return into;
    }

    private static void restore(List<Path> backups, RestoredServer server, @Nullable WalArchive archive)
            throws IOException, InterruptedException {
        Destination plain = destination(server.data(), server.data().resolveSibling("fast"), false);
        Destination owned = new Destination(
                plain.data(), plain.tablespaces(), null, server.owner().isEmpty() ? null : server.owner(), false);
        run(request(backups, owned, archive));
    }

    private static Destination destination(Path data, Path tablespaces, boolean replacing) {
        return new Destination(data, new TablespacePlaces.Under(tablespaces), null, null, replacing);
    }

    private static BaseBackupRequest request(List<Path> backups, Destination to, @Nullable WalArchive archive) {
        return new BaseBackupRequest(
                backups, to, false, null, archive, null, new RecoveryTarget.Latest(), null, ServerWishes.LOOKING);
    }

    private static void run(BaseBackupRequest request) throws IOException, InterruptedException {
        BaseBackupPlan plan = BaseBackupPlanner.plan(request);
        assertThat(plan.refusals()).isEmpty();
        new BaseBackupRun(plan, Clock.systemUTC(), read -> {}, step -> {}).run();
    }

    /** By PostgreSQL's own judge, but for what restoring changes: places of tablespaces, and our own folder. */
    private static void verified(RestoredServer server) {
        run(
                "/usr/lib/postgresql/15/bin/pg_verifybackup",
                "-i",
                "walkback.restore",
                "-i",
                "tablespace_map",
                server.data().toString());
    }

    private static String counts(RestoredServer server) {
        return server.sql("select (select count(*) from orders), (select count(*) from quick)");
    }

    private static void awaitArchived() throws InterruptedException {
        source.sql("select pg_create_restore_point('here')");
        String last = source.sql("select pg_walfile_name(pg_switch_wal())");
        long end = System.nanoTime() + 60_000_000_000L;
        while (!"t".equals(source.sql("select last_archived_wal >= '" + last + "' from pg_stat_archiver"))) {
            assertThat(System.nanoTime()).as("archived in time").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static void run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(String.join(" ", command) + "\n" + said)
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
