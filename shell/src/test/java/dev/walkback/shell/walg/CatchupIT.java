package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that fell behind further than the primary keeps WAL is brought forward, and streams again. */
class CatchupIT {

    @TempDir
    Path folder;

    private PostgresServer primary;
    private RestoredServer replica;

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
        replica.start();
        replica.await("what came meanwhile", "select count(*) from t", "3000"::equals);
        assertThat(replica.sql("select count(*) from made_since")).isEqualTo("7");
        assertThat(replica.sql("select to_regclass('dropped_since') is null")).isEqualTo("t");
        primary.sql("insert into t select 1");
        replica.await("what is streamed", "select count(*) from t", "3001"::equals);
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
                "create table t (a int)",
                "insert into t select generate_series(1, 1000)",
                "create table dropped_since as select * from t");
        primary.stop();
        replica = Components.restored(15);
        command("cp", "-a", primary.data().toString(), replica.data().toString());
        Files.createFile(replica.data().resolve("standby.signal"));
        replica.set("primary_conninfo", "host=127.0.0.1 port=" + primary.port() + " user=postgres");
        primary.start();
        replica.start();
        replica.await("streaming", "select count(*) from pg_stat_wal_receiver", "1"::equals);
        replica.stop();
        String has = primary.sql("select pg_wal_lsn_diff('" + checkpoint() + "', '0/0')::numeric(20)");
        primary.sql(
                "insert into t select generate_series(1, 2000)",
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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> settings = new HashMap<>(primary.environment());
        settings.put("WALG_FILE_PREFIX", folder.resolve("archive").toString());
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, settings, Clock.systemUTC());
        int exit = new WalgFace().run(List.of(words), console);
        return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
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
