package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.finding.Severity;
import dev.walkback.engine.verify.BackupVerification;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.engine.verify.BackupVerifier;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 anywhere in a push, a second push beside it: what is left is no backup or a whole one. */
class KilledPushIT {

    /** About as many files as a whole push leaves: tars, their lists, and the documents. */
    private static final int FILES = 46;

    private static final int KILLED = 128 + 9;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @TempDir
    private Path temp;

    static List<Integer> points() {
        Random random = new Random(Sampling.seed());
        return Sampling.CHAOS.of(
                "kill -9 of a push",
                IntStream.range(0, 100).mapToObj(i -> random.nextInt(FILES)).toList(),
                10);
    }

    @Test
    void killed_anywhere_it_leaves_no_backup_or_a_whole_one_and_the_next_push_works() throws Exception {
        try (PostgresServer server = Components.postgres(newest(), Map.of("autovacuum", "off"))) {
            LiveArchive archive = new LiveArchive(server, Map.of());
            server.sql("create table t as select g as id, repeat('x', 100) as v from generate_series(1, 20000) g");
            int killed = 0;
            for (int point : points()) {
                killed += killed(archive, server, point) ? 1 : 0;
                assertThat(damages(archive.folder()))
                        .as("killed after %d objects", point)
                        .isEmpty();
            }
            assertThat(killed).as("how many were killed before they had ended").isPositive();
            a_second_push_is_refused_and_told_of_the_first(archive, server);

            Process last = child(archive, server, "--full", "--wal-wait", "60s");
            assertThat(last.waitFor()).as(said(last)).isZero();
            assertThat(damages(archive.folder())).isEmpty();
            Cluster cluster = look(archive.folder()).clusters().getFirst();
            assertThat(verified(archive.folder(), cluster, cluster.backups().getLast(), Depth.CONTENT)
                            .isSound())
                    .isTrue();
            try (Stream<Path> root = Files.list(archive.folder())) {
                assertThat(root.map(each -> each.getFileName().toString()))
                        .containsExactlyInAnyOrder("basebackups_005", "wal_005");
            }
        }
    }

    private void a_second_push_is_refused_and_told_of_the_first(LiveArchive archive, PostgresServer server)
            throws Exception {
        Process first = child(archive, server, "--full", "--wal-wait", "60s", "WALG_DISK_RATE_LIMIT=100000");
        await(first, () -> isLocked(archive.folder(), first));
        Process second = child(archive, server, "--full", "--wal-wait", "60s");
        assertThat(second.waitFor()).isEqualTo(11);
        assertThat(said(second)).contains("process " + first.pid() + " on ").contains("it is running");
        first.destroyForcibly().waitFor();
    }

    private static boolean isLocked(Path folder, Process by) throws IOException {
        try (Stream<Path> root = Files.list(folder)) {
            for (Path each : root.toList()) {
                if (each.getFileName().toString().startsWith("walkback_push_lock_")
                        && each.toString().endsWith(".json")) {
                    return Files.readString(each).contains("\"process\":" + by.pid() + ",");
                }
            }
            return false;
        }
    }

    /** When so many objects more are there than before, or it has ended. */
    private boolean killed(LiveArchive archive, PostgresServer server, int point) throws Exception {
        Path backups = archive.folder().resolve("basebackups_005");
        long before = files(backups);
        Process push = child(archive, server, "--full", "--wal-wait", "60s");
        await(push, () -> files(backups) > before + point);
        return push.destroyForcibly().waitFor() == KILLED;
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Process process, Condition condition) throws Exception {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (process.isAlive() && !condition.holds()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static long files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        } catch (NoSuchFileException | UncheckedIOException renamed) {
            return 0;
        }
    }

    /** Of backups that there are; WAL may be on its way. */
    private List<Finding> damages(Path folder) {
        List<Finding> found = new ArrayList<>();
        for (Cluster cluster : look(folder).clusters()) {
            for (Backup backup : cluster.backups()) {
                verified(folder, cluster, backup, Depth.STORED).findings().stream()
                        .filter(finding -> finding.severity() == Severity.DAMAGE
                                && finding.code() != FindingCode.BACKUP_WAL_MISSING)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static BackupVerification verified(Path folder, Cluster cluster, Backup backup, Depth depth) {
        ContentSource source = new ContentSource(storage(folder), Layers.unencrypted(), 2, event -> {});
        return new BackupVerifier(source, cluster, depth).verify(backup.name());
    }

    private static Archive look(Path folder) {
        return ArchiveReader.plain(Clock.systemUTC()).read(storage(folder), Layers.unencrypted());
    }

    private static LocalStorage storage(Path folder) {
        return new LocalStorage(folder, Links.INSIDE, Clock.systemUTC());
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** @param words options, and settings where there is a sign of equality */
    private Process child(LiveArchive archive, PostgresServer server, String... words) throws IOException {
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
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().putAll(archive.settings());
        builder.environment().put("WALG_TAR_SIZE_THRESHOLD", "1000000");
        builder.environment().put("HOME", temp.toString());
        builder.environment().put("XDG_STATE_HOME", temp.resolve("state").toString());
        builder.environment().put("XDG_CACHE_HOME", temp.resolve("cache").toString());
        for (String word : words) {
            int sign = word.indexOf('=');
            if (sign > 0) {
                builder.environment().put(word.substring(0, sign), word.substring(sign + 1));
            } else {
                line.add(word);
            }
        }
        return builder.command(line).start();
    }

    private static int newest() {
        return Components.postgresMajors().getLast();
    }
}
