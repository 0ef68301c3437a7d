package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.shell.NativeFace;
import dev.walkback.testing.Components;
import dev.walkback.testing.FaultProxy;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, a storage that goes away, files that will not stand still, a byte that turned: what {@code backup push} makes of them. */
@Timeout(180)
class BadDaysOfPushIT {

    private static final String SENTINEL = "_backup_stop_sentinel.json";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static PostgresServer server;

    @TempDir
    private Path temp;

    private record Answer(int exit, String out, String err) {}

    @BeforeAll
    static void start() {
        server = Components.postgres(
                Components.postgresMajors().getLast(),
                Map.of(PostgresServer.INITDB, "--wal-segsize=1", "autovacuum", "off"));
        server.sql("create table kept as select g as id, repeat('x', 100) as v from generate_series(1, 20000) g");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void a_full_disk_is_told_at_whatever_object_and_keeps_nothing_that_counts() throws Exception {
        Components.root();
        Path disk = server.freshFolder();
        LiveArchive archive = new LiveArchive(server, Map.of("WALG_COMPRESSION_METHOD", "none"));
        run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", disk.toString());
        try {
            Map<String, String> settings = settings(archive, Map.of("WALG_FILE_PREFIX", disk.toString()));
            assertThat(push(settings).exit()).isZero();
            long whole = bytes(disk);
            // no room for the lock; for the first parts; for all parts, and not for the documents
            for (long room : List.of(0L, whole / 3, whole - 20_000)) {
                run("umount", disk.toString());
                run("mount", "-t", "tmpfs", "-o", "size=" + Math.max(room, 4096), "tmpfs", disk.toString());
                if (room == 0) {
                    Files.write(disk.resolve("filler"), new byte[4096]);
                }
                Answer answer = push(settings);
                assertThat(answer.exit()).as(answer.err()).isEqualTo(1);
                assertThat(answer.err()).as("%d of %d", room, whole).contains("code: no-room");
                assertThat(files(disk)).as("%d of %d", room, whole).noneMatch(BadDaysOfPushIT::counts);
            }
            run("mount", "-o", "remount,size=1g", disk.toString());
            Answer next = push(settings);
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(files(disk)).filteredOn(name -> name.endsWith(SENTINEL)).hasSize(1);
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void a_storage_that_goes_away_ends_the_push_and_the_next_takes_its_lock_over() throws Exception {
        S3Server s3 = Components.s3proxy();
        LiveArchive archive = new LiveArchive(server, Map.of());
        Map<String, String> bucket = settings(archive, FreshBucket.settings(s3));
        bucket.remove("WALG_FILE_PREFIX");
        bucket.put("WALKBACK_RETRIES", "2");
        bucket.put("WALG_COMPRESSION_METHOD", "none");
        try (FaultProxy line = FaultProxy.to(s3.endpoint().getPort())) {
            Map<String, String> behind = new HashMap<>(bucket);
            behind.put("AWS_ENDPOINT", "http://127.0.0.1:" + line.port());
            line.up().cutAfter(3 << 20);
            Process broken = child(behind, "--full", "--without-wal-wait");
            assertThat(broken.waitFor()).isEqualTo(16);
            assertThat(said(broken)).contains("code: storage-unreachable");
            assertThat(line.up().passed()).isGreaterThanOrEqualTo(3 << 20);
            assertThat(listed(bucket)).doesNotContain(SENTINEL).contains("walkback_push_lock_");

            line.heal();
            Answer next = push(behind);
            assertThat(next.exit()).as(next.err()).isZero();
            assertThat(next.err())
                    .contains("a push that did not end left its lock, and it was taken over: process " + broken.pid()
                            + " on ");
            assertThat(listed(bucket)).containsOnlyOnce(SENTINEL).doesNotContain("walkback_push_lock_");

            line.up().cutOnceAfter(2 << 20);
            long before = line.up().passed();
            Answer shaken = push(behind);
            assertThat(shaken.exit()).as(shaken.err()).isZero();
            assertThat(line.up().passed() - before).isGreaterThan(2 << 20);
        }
    }

    @Test
    void files_that_vanish_shrink_and_grow_while_they_are_read_are_as_wal_says() throws Exception {
        LiveArchive archive = new LiveArchive(server, Map.of("WALG_COMPRESSION_METHOD", "none"));
        server.sql(
                "create table cut as select g as id, repeat('c', 500) as v from generate_series(1, 4000) g",
                "create table grown (id int, v text)");
        AtomicBoolean over = new AtomicBoolean();
        Thread load = Thread.ofPlatform().start(() -> {
            for (int i = 0; !over.get(); i++) {
                server.sql(
                        "create table passing_" + i + " as select repeat('p', 300) from generate_series(1, 2000)",
                        "drop table passing_" + i,
                        "delete from cut where id > " + Math.max(1, 3500 - i * 300),
                        "vacuum cut",
                        "insert into grown select " + i + ", repeat('g', 500) from generate_series(1, 500)",
                        "checkpoint");
            }
        });
        Path restless = server.data().resolve("base");
        Thread walker = Thread.ofPlatform().start(() -> wobble(restless, over));
        String waiting = "30s";
        try {
            Answer pushed = asked(
                    settings(archive, Map.of("WALG_DISK_RATE_LIMIT", "15000000")),
                    "backup",
                    "push",
                    server.data().toString(),
                    "--full",
                    "--wal-wait",
                    waiting);
            assertThat(pushed.exit()).as(pushed.err()).isZero();
        } finally {
            over.set(true);
            load.join();
            walker.join();
        }
        String tables = sums(server::sql);
        server.sql("select pg_switch_wal()");
        server.stop();
        server.start();
        Answer verified = asked(settings(archive, Map.of()), "backup", "verify", "LATEST", "--deep");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        try (RestoredServer restored = Components.restored(server.major())) {
            archive.fetch(restored.data());
            archive.recover(restored);
            assertThat(sums(restored::sql)).isEqualTo(tables);
        }
    }

    @Test
    void a_lock_that_a_killed_push_left_is_explained_and_taken_over() throws Exception {
        LiveArchive archive = new LiveArchive(server, Map.of("WALG_DISK_RATE_LIMIT", "200000"));
        Process killed = child(settings(archive, Map.of()), "--full", "--without-wal-wait");
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!lock(archive.folder()).contains("\"backup\":\"base_")) {
            assertThat(killed.isAlive() && System.nanoTime() < until)
                    .as("no backup began")
                    .isTrue();
            LockSupport.parkNanos(5_000_000);
        }
        killed.destroyForcibly().waitFor();
        Answer next = push(settings(archive, Map.of("WALG_DISK_RATE_LIMIT", "1000000000")));
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(next.err())
                .contains("a push that did not end left its lock, and it was taken over: process " + killed.pid()
                        + " on ")
                .contains("making base_");
        assertThat(files(archive.folder())).noneMatch(name -> name.contains("walkback_push_lock_"));
    }

    @Test
    void a_byte_that_turned_in_a_part_is_found_by_the_noted_hashes_and_named() throws Exception {
        // not compressed: nothing but the hashes tells
        LiveArchive archive = new LiveArchive(server, Map.of("WALG_COMPRESSION_METHOD", "none"));
        Map<String, String> settings = settings(archive, Map.of());
        Answer pushed = asked(settings, "backup", "push", server.data().toString(), "--full", "--wal-wait", "60s");
        assertThat(pushed.exit()).as(pushed.err()).isZero();
        assertThat(verify(settings, "--stored").exit()).isZero();
        assertThat(verify(settings, "--deep").exit()).isZero();

        String relation = server.sql("select pg_relation_filepath('kept')");
        Path part = turnAByte(archive.folder(), relation);

        Answer shallow = verify(settings);
        assertThat(shallow.exit()).as(shallow.out()).isZero();
        Answer stored = verify(settings, "--stored");
        assertThat(stored.exit()).as(stored.out()).isEqualTo(3);
        assertThat(stored.out()).contains(part.getFileName().toString());
        Answer deep = verify(settings, "--deep");
        assertThat(deep.exit()).as(deep.out()).isEqualTo(3);
        assertThat(deep.out()).contains(relation);
    }

    /** In the middle of a file's content. */
    private static Path turnAByte(Path folder, String relation) throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("basebackups_005"))) {
            for (Path part : all.filter(path -> path.getFileName().toString().matches("part_\\d+\\.tar"))
                    .toList()) {
                byte[] tar = Files.readAllBytes(part);
                int header = new String(tar, StandardCharsets.ISO_8859_1).indexOf("/" + relation + "\0");
                if (header >= 0) {
                    try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
                        int at = header + 512 + 100_000;
                        file.seek(at);
                        file.write(tar[at] ^ 1);
                    }
                    return part;
                }
            }
        }
        throw new AssertionError("no part has " + relation);
    }

    private static Answer verify(Map<String, String> settings, String... flags) throws Exception {
        List<String> line = new ArrayList<>(List.of("backup", "verify", "LATEST"));
        line.addAll(List.of(flags));
        return asked(settings, line.toArray(String[]::new));
    }

    /** Files that are no relations come, go, and change their size between two looks. */
    private static void wobble(Path folder, AtomicBoolean over) {
        try {
            Path database;
            try (Stream<Path> databases = Files.list(folder)) {
                database = databases.sorted().findFirst().orElseThrow();
            }
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                files.add(database.resolve("restless." + i));
            }
            for (int round = 0; !over.get(); round++) {
                for (int i = 0; i < files.size(); i++) {
                    switch ((round + i) % 3) {
                        case 0 -> Files.write(files.get(i), new byte[300_000]);
                        case 1 -> Files.write(files.get(i), new byte[100]);
                        default -> Files.deleteIfExists(files.get(i));
                    }
                }
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Asking {
        String sql(String statement);
    }

    private static String sums(Asking asked) {
        return asked.sql("select count(*), md5(string_agg(id || v, '' order by id)) from kept")
                + asked.sql("select count(*), md5(string_agg(id || v, '' order by id)) from cut")
                + asked.sql("select count(*), max(id) from grown");
    }

    private static Map<String, String> settings(LiveArchive archive, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(archive.settings());
        settings.put("WALG_TAR_SIZE_THRESHOLD", "4000000");
        settings.put("LC_ALL", "C.UTF-8");
        settings.putAll(more);
        return settings;
    }

    private static Answer push(Map<String, String> settings) throws Exception {
        return asked(settings, "backup", "push", server.data().toString(), "--full", "--without-wal-wait");
    }

    private static Answer asked(Map<String, String> settings, String... line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 200, settings, Clock.systemUTC());
        int exit = new NativeFace().run(List.of(line), console);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A push that is a process of its own: it can be killed, and is gone when it has ended. */
    private Process child(Map<String, String> settings, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.walkback.shell.Main",
                "backup",
                "push",
                server.data().toString()));
        line.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(settings);
        builder.environment().put("HOME", temp.toString());
        builder.environment().put("XDG_STATE_HOME", temp.resolve("state").toString());
        builder.environment().put("XDG_CACHE_HOME", temp.resolve("cache").toString());
        return builder.start();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String listed(Map<String, String> settings) {
        Answer listed = asked(settings, "storage", "ls", "-r");
        assertThat(listed.exit()).as(listed.err()).isZero();
        return listed.out();
    }

    /** As it stands; empty where there is none. */
    private static String lock(Path folder) throws IOException {
        try (Stream<Path> root = Files.list(folder)) {
            for (Path each : root.toList()) {
                String name = each.getFileName().toString();
                if (name.startsWith("walkback_push_lock_") && name.endsWith(".json")) {
                    return Files.readString(each);
                }
            }
            return "";
        }
    }

    private static boolean counts(String name) {
        return name.endsWith(SENTINEL) || name.contains("walkback_push_lock_") || name.contains(".tmp.");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (NoSuchFileException | UncheckedIOException renamed) {
            return List.of();
        }
    }

    private static long bytes(Path disk) throws IOException {
        var store = Files.getFileStore(disk);
        return store.getTotalSpace() - store.getUnallocatedSpace();
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = said(process);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), said).isZero();
    }
}
