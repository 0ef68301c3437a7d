package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.walfetch.Spool;
import dev.walkback.engine.walfetch.StreamGuard;
import dev.walkback.testing.Components;
import dev.walkback.testing.FaultProxy;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real servers that recover through the script, whatever happens to the prefetcher and to the storage. One server writes for all of
 * them: a table, and a segment for each row.
 */
class StreamedRecoveryIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final int MAJOR = 15;
    private static final int ROWS = 12;
    private static final String COUNT = "select count(*) from kept";

    private static PostgresServer source;
    private static Path archive;
    private static Path base;

    private final RestoredServer restored = Components.restored(MAJOR);
    private final Map<String, String> settings = new HashMap<>(Map.of("WALKBACK_PREFETCH_IDLE", "1m"));
    private final Spool spool = new Spool(restored.data().resolveSibling("data.wal"));

    /** Once, and not in each of the copies: it takes seconds. */
    @BeforeAll
    static void the_program_has_learnt_to_start_fast() throws Exception {
        for (String storage : List.of("file:///nowhere", "s3://nowhere/archive")) {
            Ended.run(
                    ROOT,
                    Map.of("WALKBACK_RETRIES", "0", "AWS_ENDPOINT", "http://127.0.0.1:1", "AWS_REGION", "us-east-1"),
                    List.of(
                            ROOT.resolve("scripts/walkback").toString(),
                            "wal",
                            "fetch",
                            "00000009.history",
                            "nowhere",
                            "--storage",
                            storage));
        }
    }

    @BeforeAll
    static void a_server_has_archived() throws Exception {
        source = Components.postgres(MAJOR, Map.of());
        archive = source.freshFolder();
        Path wal = archive.resolve("wal_005");
        source.sql("copy (select 1) to program 'mkdir " + wal + "'");
        source.set("archive_mode", "on");
        source.set("archive_command", "gzip -1 <%p >" + wal + "/%f.new && mv " + wal + "/%f.new " + wal + "/%f.gz");
        source.stop();
        source.start();
        source.sql("create table kept (line int)");
        source.stop();
        base = source.data().resolveSibling("base");
        run("cp", "-a", source.data().toString(), base.toString());
        source.start();
        for (int row = 1; row <= ROWS; row++) {
            write(row);
        }
        await(() -> segments() > ROWS, "the archive to have it all");
    }

    @AfterAll
    static void it_is_stopped() {
        source.close();
    }

    @BeforeEach
    void a_copy_is_laid_out() throws Exception {
        run("cp", "-a", base.toString(), restored.data().toString());
        Path program = restored.data().resolveSibling("program");
        Files.createDirectories(program.resolve("shell/target"));
        run("cp", "-a", ROOT.resolve("scripts").toString(), program.toString());
        run(
                "cp",
                "-a",
                ROOT.resolve("shell/target/dist").toString(),
                program.resolve("shell/target").toString());
        settings.put("WALG_FILE_PREFIX", archive.toString());
        restored.set("archive_mode", "off");
        restored.set("recovery_target_timeline", "latest");
    }

    @AfterEach
    void nothing_runs_on() {
        restored.close();
    }

    @Test
    void all_of_it_arrives_and_the_prefetcher_leaves_an_empty_spool() throws Exception {
        recoverAs("recovery.signal");
        restored.start();
        restored.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
        assertThat(restored.sql(COUNT)).isEqualTo(Integer.toString(ROWS));
        await(() -> prefetcher() == 0, "the prefetcher to end");
        assertThat(spool.folder().resolve("ready")).isEmptyDirectory();
    }

    @Test
    void a_prefetcher_that_is_killed_again_and_again_costs_only_time() throws Exception {
        recoverAs("recovery.signal");
        restored.launch();
        for (int kills = 0; kills < 5; kills++) {
            await(() -> prefetcher() != 0 || hasOpened(), "a prefetcher");
            ProcessHandle.of(prefetcher()).ifPresent(ProcessHandle::destroyForcibly);
        }
        restored.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
        assertThat(restored.sql(COUNT)).isEqualTo(Integer.toString(ROWS));
    }

    @Test
    void a_storage_that_goes_away_stops_the_server_and_it_goes_on_when_it_is_back() throws Exception {
        S3Server s3 = Components.s3proxy();
        try (FaultProxy line = FaultProxy.to(s3.endpoint().getPort())) {
            String bucket = "stream-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
            Map<String, String> place = new HashMap<>(Map.of(
                    "AWS_ENDPOINT",
                    "http://127.0.0.1:" + line.port(),
                    "AWS_REGION",
                    s3.region(),
                    "AWS_S3_FORCE_PATH_STYLE",
                    "true",
                    "WALKBACK_RETRIES",
                    "1",
                    "WALKBACK_PREFETCH_AHEAD",
                    "2",
                    "AWS_ACCESS_KEY_ID",
                    s3.accessKey(),
                    "AWS_SECRET_ACCESS_KEY",
                    s3.secretKey()));
            FilledBucket.of(archive, "wal_005/", bucket, s3, place);
            settings.remove("WALG_FILE_PREFIX");
            settings.putAll(place);
            settings.put("WALG_S3_PREFIX", "s3://" + bucket + "/archive");
            recoverAs("recovery.signal");
            long before = line.down().passed();
            restored.launch();
            // bytes of some segments have come, and those of the last cannot have
            await(() -> line.down().passed() > before + 30_000 || hasOpened(), "a part of the WAL");
            line.refuse();
            line.cutNow();
            restored.awaitEnd();
            assertThat(restored.said()).contains("could not restore file").doesNotContain("selected new timeline ID");
            line.heal();
            restored.start();
            restored.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
            assertThat(restored.sql(COUNT)).isEqualTo(Integer.toString(ROWS));
        }
    }

    @Test
    void a_standby_follows_what_is_archived_later_and_the_prefetcher_goes_with_the_server() throws Exception {
        recoverAs("standby.signal");
        restored.start();
        int before = Integer.parseInt(source.sql(COUNT));
        restored.await("all that there is", COUNT, Integer.toString(before)::equals);
        write(before + 1);
        restored.await("what came later", COUNT, Integer.toString(before + 1)::equals);
        source.sql("delete from kept where line > " + ROWS, "select pg_switch_wal()");
        assertThat(prefetcher()).isNotZero();
        restored.stop();
        await(() -> prefetcher() == 0, "the prefetcher to end");
    }

    private void recoverAs(String signal) throws IOException {
        Files.createFile(restored.data().resolve(signal));
        String program =
                spool.folder().resolveSibling("program/scripts/walkback").toString();
        StreamGuard guard = new StreamGuard(spool, List.of(program), List.of(), settings);
        guard.write();
        Files.writeString(
                restored.data().resolve("postgresql.auto.conf"),
                "restore_command = '" + guard.restoreCommand().replace("'", "''") + "'\n");
    }

    private boolean hasOpened() {
        return restored.said().contains("ready to accept connections");
    }

    /** Its pid; 0 where none lives. */
    private long prefetcher() {
        try {
            long pid = Long.parseLong(
                    Files.readString(spool.folder().resolve("prefetch.pid")).strip());
            return ProcessHandle.of(pid).isPresent() ? pid : 0;
        } catch (IOException | NumberFormatException none) {
            return 0;
        }
    }

    private static void write(int row) {
        source.sql("insert into kept values (" + row + ")", "select pg_switch_wal()");
    }

    private static long segments() {
        try (Stream<Path> files = Files.list(archive.resolve("wal_005"))) {
            return files.filter(file -> file.toString().endsWith(".gz")).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static void run(String... command) throws Exception {
        Ended ended = Ended.run(ROOT, Map.of(), List.of(command));
        assertThat(ended.exit()).as(ended.err()).isZero();
    }
}
