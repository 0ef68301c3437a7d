package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Story;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command restores, whatever ends it on the way: typed again it goes on, and the result is the same. */
class RestoreKilledIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final int KILLS = Integer.getInteger("walkback.kills", 3);
    private static final int FETCHED = 9;

    @TempDir
    Path folder;

    private Path orders;

    @BeforeEach
    void unpack() throws IOException {
        PackedArchive.named("lz4-delta-chain").unpackInto(folder.resolve("packed"));
        orders = Files.move(folder.resolve("packed/storage"), folder.resolve("orders"));
    }

    private Ended.Running apply(Path data, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("scripts/walkback").toString(),
                "restore",
                "apply",
                "--lsn=0/E002270",
                "--exclusive",
                "--into=" + data,
                "--storage=" + orders.toUri(),
                "--all",
                "--brief"));
        command.addAll(List.of(more));
        return Ended.start(
                folder,
                Map.of(
                        "XDG_STATE_HOME", folder.resolve("state").toString(),
                        "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                        "LC_ALL", "C.UTF-8"),
                command);
    }

    private static long steps(Path data) throws IOException {
        Path journal = data.resolve("walkback.restore/journal.jsonl");
        return Files.exists(journal)
                ? Files.readString(journal)
                        .lines()
                        .filter(it -> it.contains("\"line\":\"after\""))
                        .count()
                : 0;
    }

    /** When so many steps are done, or it has ended before. */
    private static void killAfter(long done, Ended.Running running, Path data) throws Exception {
        while (running.process().isAlive() && steps(data) < done) {
            Thread.onSpinWait();
        }
        running.process().descendants().forEach(ProcessHandle::destroyForcibly);
        running.process().destroyForcibly().waitFor();
    }

    @Test
    void killed_again_and_again_it_ends_where_it_would_have() throws Exception {
        long seed = Long.getLong("walkback.seed", 20261121L);
        Random random = new Random(seed);
        try (RestoredServer server = Components.restored(15)) {
            Path data = server.data();
            for (int i = 0; i < KILLS; i++) {
                killAfter(random.nextInt(FETCHED), apply(data), data);
            }
            Ended ended = apply(data).await();
            assertThat(ended.exit()).as("seed %d: %s", seed, ended.err()).isZero();
            server.start();
            server.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
            server.sql("select pg_wal_replay_resume()");
            server.await("promoted", "select pg_is_in_recovery()", "f"::equals);
            assertThat(server.tables())
                    .isEqualTo(Story.of(folder.resolve("packed"))
                            .state("s7-before-drop")
                            .tables());
            server.sqlIn(
                    "app",
                    "create extension amcheck",
                    "select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam "
                            + "where c.relkind = 'i' and a.amname = 'btree' and c.relpersistence = 'p'");
            assertThat(server.sqlIn(
                            "app",
                            "select count(*) from pg_class c, verify_heapam(c.oid) where c.relkind in ('r', 'm', 't') "
                                    + "and c.relpersistence = 'p'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_storage_that_goes_away_in_the_middle_costs_time_and_nothing_else() throws Exception {
        Path data = folder.resolve("restored");
        killAfter(3, apply(data), data);
        Path away = Files.move(orders, folder.resolve("away"));
        Ended without = apply(data).await();
        assertThat(without.exit()).isEqualTo(10);
        assertThat(data.resolve("global/pg_control")).doesNotExist();
        Files.move(away, orders);
        Ended again = apply(data).await();
        assertThat(again.out()).contains("Going on with plan");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(data.resolve("recovery.signal")).exists();
    }

    @Test
    void a_full_disk_in_the_middle_costs_time_and_nothing_else() throws Exception {
        Components.root();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        command("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", disk.toString());
        try {
            Path data = disk.resolve("data");
            Ended.Running running = apply(data);
            while (running.process().isAlive() && steps(data) < 3) {
                Thread.onSpinWait();
            }
            leaveNoRoom(disk);
            Ended full = running.await();
            assertThat(full.exit()).as(full.out()).isEqualTo(1);
            assertThat(full.err()).contains("are missing; what is finished stays", "code: local-disk-full");
            assertThat(data.resolve("global/pg_control")).doesNotExist();

            command("mount", "-o", "remount,size=1g", disk.toString());
            Ended again = apply(data).await();
            assertThat(again.exit()).as(again.err()).isZero();
            assertThat(again.out()).contains("Going on with plan");
            Path unbroken = folder.resolve("unbroken");
            assertThat(apply(unbroken).await().exit()).isZero();
            assertThat(tree(data)).isEqualTo(tree(unbroken));
        } finally {
            command("umount", disk.toString());
        }
    }

    /** As small as what is in it; that may be growing meanwhile. */
    private void leaveNoRoom(Path disk) throws Exception {
        int exit = 1;
        for (int i = 0; i < 1000 && exit != 0; i++) {
            FileStore store = Files.getFileStore(disk);
            long used = store.getTotalSpace() - store.getUnallocatedSpace() + (64 << 10);
            exit = Ended.run(folder, Map.of(), List.of("mount", "-o", "remount,size=" + used, disk.toString()))
                    .exit();
        }
        assertThat(exit).isZero();
    }

    private void command(String... words) throws Exception {
        Ended ended = Ended.run(folder, Map.of(), List.of(words));
        assertThat(ended.exit()).as(ended.err()).isZero();
    }

    /** What is in every file, but for what names the plan and the place. */
    private static Map<String, Integer> tree(Path data) throws IOException {
        Map<String, Integer> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(data)) {
            for (Path path : paths.toList()) {
                String name = data.relativize(path).toString();
                if (!name.startsWith("walkback.restore") && !name.equals("postgresql.auto.conf")) {
                    tree.put(name, Files.isRegularFile(path) ? Arrays.hashCode(Files.readAllBytes(path)) : 0);
                }
            }
        }
        return tree;
    }

    @Test
    void a_directory_with_data_goes_aside_only_when_that_was_confirmed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("precious"), "rows\n");
        Ended refused = apply(data).await();
        assertThat(refused.exit()).isEqualTo(4);
        Ended unconfirmed = apply(data, "--replace").await();
        assertThat(unconfirmed.exit()).isEqualTo(4);
        assertThat(unconfirmed.err()).contains("--confirm=");
        assertThat(data.resolve("precious")).exists();
        String confirm = unconfirmed.err().replaceAll("(?s).*(--confirm=\\S+).*", "$1");
        String cluster = unconfirmed.err().replaceAll("(?s).*(--cluster=\\S+).*", "$1");
        Ended done = apply(data, "--replace", confirm, cluster).await();
        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(data.resolve("precious")).doesNotExist();
        try (var beside = Files.newDirectoryStream(folder, "data.replaced-*")) {
            assertThat(beside.iterator().next().resolve("precious")).hasContent("rows\n");
        }
    }
}
