package dev.walkback.shell.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wal receive} as a process that is killed again and again under load: no segment may be missing or other than the server's. */
class WalReceiveKilledIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TERMINATED = 143;

    private @TempDir Path folder;

    @Test
    void no_segment_is_missing_wherever_it_was_killed() throws Exception {
        Random random = new Random(Sampling.seed());
        List<Integer> kills = Sampling.CHAOS.of(
                "kills of wal receive", IntStream.range(0, 40).boxed().toList(), 5);
        try (PostgresServer server = Components.postgres(
                Components.postgresMajors().getLast(), Map.of("wal_keep_size", "2GB", "max_wal_size", "2GB"))) {
            server.sql("create table t (g int)");
            for (int kill : kills) {
                Process receiver = receiver(server);
                if (random.nextInt(4) > 0) {
                    until(() -> !server.sql("select 1 from pg_replication_slots where active")
                            .isEmpty());
                }
                for (int segments = random.nextInt(3); segments >= 0; segments--) {
                    nextSegment(server);
                }
                boolean ended = receiver.waitFor(random.nextInt(600), TimeUnit.MILLISECONDS);
                assertThat(ended).as("it ended by itself before kill " + kill).isFalse();
                receiver.destroyForcibly().waitFor();
            }
            Process last = receiver(server);
            String newest = nextSegment(server);
            until(() -> Files.exists(wal().resolve(newest)));
            last.destroy();
            assertThat(last.waitFor()).isEqualTo(TERMINATED);
            everySegmentIsThere(server, newest);
        }
    }

    private void until(BooleanSupplier condition) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(said()).isBefore(limit);
            Thread.sleep(20);
        }
    }

    private Process receiver(PostgresServer server) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.walkback.shell.Main",
                "wal",
                "receive");
        builder.environment().clear();
        builder.environment().putAll(server.environment());
        builder.environment().put("HOME", folder.toString());
        builder.environment()
                .put("WALG_FILE_PREFIX", Files.createDirectories(archive()).toString());
        builder.environment().put("WALG_COMPRESSION_METHOD", "none");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        return builder.start();
    }

    private Path archive() {
        return folder.resolve("archive");
    }

    private Path wal() {
        return archive().resolve("wal_005");
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static String nextSegment(PostgresServer server) {
        return server.sql(
                "insert into t select g from generate_series(1, 5000) g", "select pg_walfile_name(pg_switch_wal())");
    }

    /** From the first that the slot kept to the newest, by name; each byte by byte. */
    private void everySegmentIsThere(PostgresServer server, String newest) throws IOException {
        List<String> archived;
        try (Stream<Path> files = Files.list(wal())) {
            archived = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == newest.length())
                    .sorted()
                    .toList();
        }
        Path servers = server.data().resolve("pg_wal");
        List<String> written;
        try (Stream<Path> files = Files.list(servers)) {
            written = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.length() == newest.length()
                            && name.compareTo(archived.getFirst()) >= 0
                            && name.compareTo(newest) <= 0)
                    .sorted()
                    .toList();
        }
        assertThat(archived).isEqualTo(written).hasSizeGreaterThan(5);
        for (String name : archived) {
            assertThat(Files.mismatch(wal().resolve(name), servers.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }
}
