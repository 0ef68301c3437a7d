package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.Console;
import dev.walkback.shell.NativeFace;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that fell behind further than the primary keeps WAL is brought forward, and streams again. */
class CatchupIT {

    @TempDir
    Path folder;

    private PostgresServer primary;
    private RestoredServer replica;
    private Path replicasSpace;

    private record Ended(int exit, String out, String log) {}

    @AfterEach
    void stop_them() {
        replica.close();
        primary.close();
    }

    @Test
    void a_replica_whose_wal_is_gone_is_brought_forward_and_streams_again() throws Exception {
        Files.createDirectories(folder.resolve("archive"));
        String has = fallBehind();

        Ended pushed = run("catchup-push", primary.data().toString(), "--from-lsn", has);
        assertThat(pushed.exit()).as(pushed.log()).isZero();
        Ended listed = run("catchup-list");
        String name = listed.out().lines().skip(1).findFirst().orElseThrow().replaceFirst(" .*", "");
        assertThat(folder.resolve("archive/catchup_005/" + name + "_backup_stop_sentinel.json"))
                .content()
                .contains("\"DeltaLSN\":" + has + ",\"DeltaFrom\":\"\",\"DeltaFullName\":\"\",\"DeltaCount\":1");
        Ended fetched = run("catchup-fetch", replica.data().toString(), name);

        assertThat(fetched.exit()).as(fetched.log()).isZero();
        streamsAgain();
    }

    /** With pages alone, under the names of their own. */
    @Test
    void a_fetch_that_broke_off_leaves_what_no_server_starts_on_and_goes_on() throws Exception {
        Files.createDirectories(folder.resolve("archive"));
        Lsn has = new Lsn(Long.parseLong(fallBehind()));
        Ended pushed = walkback("catchup", "push", primary.data().toString(), "--since", has.toString());
        assertThat(pushed.exit()).as(pushed.log()).isZero();
        assertThat(walkback("catchup", "list", "--plain").out()).contains(has.toString());
        Path part = largestPart();
        byte[] whole = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(whole, whole.length / 2));
        Ended broken = walkback("catchup", "fetch", replica.data().toString(), "LATEST");
        assertThat(broken.exit()).as(broken.log()).isNotZero();
        assertThat(replica.data().resolve("global/pg_control")).doesNotExist();
        Files.write(part, whole);

        Ended again = walkback("catchup", "fetch", replica.data().toString(), "LATEST");

        assertThat(again.exit()).as(again.log()).isZero();
        streamsAgain();
    }

    @Test
    void what_is_sent_over_a_connection_brings_a_replica_with_tablespaces_forward() throws Exception {
        fallBehind();
        Path data = replica.data();
        PipedInputStream log = new PipedInputStream();
        PipedOutputStream told = new PipedOutputStream(log);
        FutureTask<Ended> receiving = new FutureTask<>(() -> {
            try (told) {
                return run(told, "catchup-receive", data.toString(), "0");
            }
        });
        Thread.ofPlatform().start(receiving);
        BufferedReader lines = new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8));
        String line = lines.readLine();
        assertThat(line).as("listens on this machine only").contains(" on 127.0.0.1:");
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(ignored -> {}));

        Ended sent = run("catchup-send", primary.data().toString(), line.substring(line.lastIndexOf(' ') + 1));

        assertThat(sent.exit()).as(sent.log()).isZero();
        assertThat(receiving.get().exit()).isZero();
        streamsAgain();
    }

    private void streamsAgain() throws Exception {
        replica.own();
        replica.start();
        replica.await("what came meanwhile", "select count(*) from t", "3000"::equals);
        assertThat(replica.sql("select count(*) from made_since")).isEqualTo("7");
        assertThat(replica.sql("select sum(a) from elsewhere")).isEqualTo("999000");
        assertThat(replica.sql("select to_regclass('dropped_since') is null")).isEqualTo("t");
        assertThat(Files.readSymbolicLink(tablespace(replica.data()))).isEqualTo(replicasSpace);
        primary.sql("insert into t select 1");
        replica.await("what is streamed", "select count(*) from t", "3001"::equals);
    }

    private Path largestPart() throws Exception {
        try (Stream<Path> all = Files.walk(folder.resolve("archive/catchup_005"))) {
            return all.filter(path -> path.toString().contains("part_"))
                    .max(Comparator.comparingLong(path -> path.toFile().length()))
                    .orElseThrow();
        }
    }

    private static Path tablespace(Path data) throws Exception {
        try (Stream<Path> links = Files.list(data.resolve("pg_tblspc"))) {
            return links.findAny().orElseThrow();
        }
    }

    @Test
    void a_copy_that_lacks_more_than_was_pushed_is_left_as_it_is() throws Exception {
        Files.createDirectories(folder.resolve("archive"));
        String has = fallBehind();
        String later = Long.toString(Long.parseLong(has) + 1_000_000_000);
        assertThat(run("catchup-push", primary.data().toString(), "--from-lsn=" + later)
                        .exit())
                .isZero();

        Ended fetched = run("catchup-fetch", replica.data().toString(), "LATEST");

        assertThat(fetched.exit()).isEqualTo(1);
        assertThat(fetched.log()).contains("nothing was written");
        assertThat(replica.data().resolve("global/pg_control")).exists();
    }

    /** @return the position that the replica has all up to, as WAL-G's flag takes it */
    private String fallBehind() throws Exception {
        primary = Components.postgres(15, Map.of("wal_keep_size", "0", "max_wal_size", "32MB"));
        primary.sql(
                "create tablespace fast location '" + primary.freshFolder() + "'",
                "create table elsewhere tablespace fast as select generate_series(1, 999) a",
                "create table t (a int)",
                "insert into t select generate_series(1, 1000)",
                "create table dropped_since as select * from t");
        primary.stop();
        replica = Components.restored(15);
        command("cp", "-a", primary.data().toString(), replica.data().toString());
        // where the primary's files are not touched by it
        Path link = tablespace(replica.data());
        replicasSpace = primary.freshFolder();
        command("cp", "-aT", Files.readSymbolicLink(link).toString(), replicasSpace.toString());
        Files.delete(link);
        Files.createSymbolicLink(link, replicasSpace);
        Files.createFile(replica.data().resolve("standby.signal"));
        replica.set("primary_conninfo", "host=127.0.0.1 port=" + primary.port() + " user=postgres");
        primary.start();
        replica.start();
        replica.await("streaming", "select count(*) from pg_stat_wal_receiver", "1"::equals);
        replica.stop();
        String has = primary.sql("select pg_wal_lsn_diff('" + checkpoint() + "', '0/0')::numeric(20)");
        primary.sql(
                "insert into t select generate_series(1, 2000)",
                "update elsewhere set a = a + 500",
                "drop table dropped_since",
                "create table made_since as select generate_series(1, 7)");
        for (int i = 0; i < 6; i++) {
            primary.sql(
                    "create table w as select generate_series(1, 100)",
                    "drop table w",
                    "select pg_switch_wal()",
                    "checkpoint");
        }
        // from here on the replica needs it
        primary.sql("alter system set wal_keep_size = '512MB'", "select pg_reload_conf()");
        return has;
    }

    /** Of the replica's last restart point. */
    private String checkpoint() throws Exception {
        String said = command(
                Components.postgresPrograms(15).resolve("pg_controldata").toString(),
                replica.data().toString());
        return said.lines()
                .filter(line -> line.startsWith("Latest checkpoint's REDO location:"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private Ended run(String... words) throws Exception {
        return run(new ByteArrayOutputStream(), words);
    }

    private Ended run(OutputStream err, String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = new WalgFace().run(List.of(words), console(out, err));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private Ended walkback(String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new NativeFace().run(List.of(words), console(out, err));
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Console console(OutputStream out, OutputStream err) {
        Map<String, String> settings = new HashMap<>(primary.environment());
        settings.put("WALG_FILE_PREFIX", folder.resolve("archive").toString());
        return new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, settings, Clock.systemUTC());
    }

    private static String command(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
