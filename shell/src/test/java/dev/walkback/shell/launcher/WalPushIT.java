package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A push as a process: for a server that archives, on a disk that is full, and killed. */
class WalPushIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final String NAME = "000000010000000000000003";
    private static final int SEGMENT = 16 << 20;
    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    @BeforeAll
    static void the_program_has_learnt_to_start_fast() throws Exception {
        Ended.run(ROOT, Map.of(), List.of(program(ROOT), "wal", "push", "nothing", "--storage", "file:///nowhere"));
    }

    @Test
    void a_server_archives_what_it_wrote_and_waits_where_other_content_is_in_the_way() throws Exception {
        try (PostgresServer server = Components.postgres(15, Map.of())) {
            Path archive = server.freshFolder();
            Path copy = copied(server.data().resolveSibling("program"));
            server.set("archive_mode", "on");
            server.set("wal_keep_size", "512MB");
            server.set("archive_command", program(copy) + " wal push \"%p\" --storage file://" + archive);
            server.stop();
            server.start();
            server.sql("create table kept (line int)");
            write(server);
            write(server);
            await(() -> archived(server) >= 2, "two segments to be archived");
            assertThat(stored(archive)).isNotEmpty().allSatisfy(object -> {
                Path original = server.data().resolve("pg_wal").resolve(plainName(object));
                assertThat(plain(object)).isEqualTo(Files.readAllBytes(original));
            });

            String next = server.sql("select pg_walfile_name(pg_current_wal_insert_lsn())");
            Path inTheWay = archive.resolve("wal_005").resolve(next);
            server.sql("copy (select 'other') to '" + inTheWay + "'");
            write(server);
            await(
                    () -> server.sql("select last_failed_wal from pg_stat_archiver")
                            .equals(next),
                    "a refusal");
            assertThat(inTheWay).hasContent("other\n");
            long before = archived(server);
            server.sql("copy (select 1) to program 'rm " + inTheWay + "'");
            await(() -> archived(server) > before, "the server to go on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void a_disk_that_is_full_keeps_nothing_half(String name) throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        // as a full disk would, a limit breaks the write in the middle
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 4096; exec \"$@\"", "sh"));
        limited.add(ROOT.resolve("scripts").resolve(name).toString());
        limited.addAll(name.equals("wal-g") ? List.of("wal-push") : List.of("wal", "push"));
        limited.add(segment().toString());
        Ended ended = Ended.run(folder, settings(archive), limited);

        assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
        assertThat(stored(archive)).isEmpty();
    }

    @Test
    void killed_anywhere_it_leaves_nothing_half_and_the_next_push_works() throws Exception {
        long seed = Long.getLong("walkback.seed", 20261121L);
        Random random = new Random(seed);
        Path file = segment();
        for (int kill = 0; kill < KILLS; kill++) {
            Path archive = Files.createDirectory(folder.resolve("archive-" + kill));
            Ended.Running running =
                    Ended.start(folder, settings(archive), List.of(program(ROOT), "wal", "push", file.toString()));
            running.process().waitFor(50 + random.nextInt(500), TimeUnit.MILLISECONDS);
            running.process().destroyForcibly().waitFor();
            for (Path object : stored(archive)) {
                assertThat(object).as("seed %d", seed).hasSameBinaryContentAs(file);
            }
            Ended next = Ended.run(folder, settings(archive), List.of(program(ROOT), "wal", "push", file.toString()));
            assertThat(next.exit()).as("seed %d: %s", seed, next.err()).isZero();
            assertThat(stored(archive))
                    .as("seed %d", seed)
                    .singleElement()
                    .satisfies(object -> assertThat(object).hasSameBinaryContentAs(file));
        }
    }

    private static Map<String, String> settings(Path archive) {
        return Map.of(
                "WALG_FILE_PREFIX", archive.toString(),
                "WALG_COMPRESSION_METHOD", "none",
                "HOME", archive.toString());
    }

    private static String program(Path root) {
        return root.resolve("scripts/walkback").toString();
    }

    /** The server's user may not look into where this is built. */
    private static Path copied(Path program) throws Exception {
        Files.createDirectories(program.resolve("shell/target"));
        run("cp", "-a", ROOT.resolve("scripts").toString(), program.toString());
        run(
                "cp",
                "-a",
                ROOT.resolve("shell/target/dist").toString(),
                program.resolve("shell/target").toString());
        return program;
    }

    private static void run(String... command) throws Exception {
        Ended ended = Ended.run(ROOT, Map.of(), List.of(command));
        assertThat(ended.exit()).as(ended.err()).isZero();
    }

    private static void write(PostgresServer server) {
        server.sql("insert into kept values (1)", "select pg_switch_wal()");
    }

    private static long archived(PostgresServer server) {
        return Long.parseLong(server.sql("select archived_count from pg_stat_archiver"));
    }

    /** The objects of WAL, without what is not finished: no listing shows that. */
    private static List<Path> stored(Path archive) throws IOException {
        Path wal = archive.resolve("wal_005");
        if (!Files.exists(wal)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(wal)) {
            return files.filter(file -> !file.getFileName().toString().contains(".tmp."))
                    .sorted()
                    .toList();
        }
    }

    private static String plainName(Path object) {
        return object.getFileName().toString().replace(".lz4", "");
    }

    private static byte[] plain(Path object) throws IOException {
        try (InputStream in = Codecs.named("lz4").orElseThrow().decoding(Files.newInputStream(object))) {
            return in.readAllBytes();
        }
    }

    private Path segment() throws IOException {
        byte[] bytes = new byte[SEGMENT];
        new Random(1).nextBytes(bytes);
        ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0xD110).putShort((short) 2).putInt(1);
        head.putLong(3L * SEGMENT).putInt(0).putInt(0);
        head.putLong(7_710_575_489_334_120_503L).putInt(SEGMENT).putInt(8192);
        return Files.write(folder.resolve(NAME), bytes);
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
