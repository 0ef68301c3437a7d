package dev.walkback.engine.restore.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.testing.Components;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Sampling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** kill -9 anywhere in the fetching of a chain of many parts, and the same again. */
class KilledFetchIT {

    private static final String ARCHIVE = "composers";
    private static final String BACKUP = "base_000000010000000000000008_D_000000010000000000000005";
    private static final int AT_ONCE = 4;
    /** About as many lines as a whole fetch tells. */
    private static final int LINES = 1500;

    /** What a child said before it ended. */
    private record Said(Set<String> started, Set<String> finished, boolean whole) {}

    static List<Integer> points() {
        Random random = new Random(Sampling.seed());
        return Sampling.CHAOS.of(
                "kill -9 of a fetch",
                IntStream.range(0, 100).mapToObj(i -> random.nextInt(LINES)).toList(),
                10);
    }

    @ParameterizedTest
    @MethodSource("points")
    void killed_and_run_again_the_tree_is_the_same_and_no_finished_part_is_fetched_twice(int point, @TempDir Path temp)
            throws Exception {
        Path data = temp.resolve("data");
        Said first = child(ARCHIVE, BACKUP, data, point);
        Said second = child(ARCHIVE, BACKUP, data, Integer.MAX_VALUE);

        assertThat(second.whole()).isTrue();
        assertThat(second.started()).doesNotContainAnyElementsOf(first.finished());
        Set<String> again = new HashSet<>(first.started());
        again.retainAll(second.started());
        assertThat(again).hasSizeLessThanOrEqualTo(AT_ONCE);
        assertThat(Manifest.of(data).differences(answer())).isEmpty();
    }

    @Test
    void a_server_finds_every_index_sound_after_two_kills() throws Exception {
        String backup = "base_00000001000000000000000B_D_000000010000000000000009";
        Random random = new Random(Sampling.seed());
        try (RestoredServer server = Components.restored(15)) {
            child("lz4-delta-chain", backup, server.data(), random.nextInt(1000));
            child("lz4-delta-chain", backup, server.data(), random.nextInt(1000));
            assertThat(child("lz4-delta-chain", backup, server.data(), Integer.MAX_VALUE)
                            .whole())
                    .isTrue();
            bringWal(OpenedArchive.named("lz4-delta-chain"), server.data().resolve("pg_wal"));
            server.own();
            server.set("archive_mode", "off");
            server.start();
            server.sqlIn("app", "create extension if not exists amcheck");
            assertThat(server.sqlIn(
                            "app",
                            "select count(bt_index_check(c.oid, true)) > 50 from pg_class c"
                                    + " join pg_index i on i.indexrelid = c.oid join pg_am a on a.oid = c.relam"
                                    + " where a.amname = 'btree' and c.relpersistence = 'p' and i.indisvalid"))
                    .isEqualTo("t");
        }
    }

    private static void bringWal(OpenedArchive archive, Path folder) throws IOException {
        try (Stream<ObjectInfo> wal = archive.storage().list(KeyRange.prefix("wal_005/"))) {
            for (ObjectInfo object : wal.toList()) {
                String name = object.key().substring("wal_005/".length());
                if (name.matches("[0-9A-F]{24}[.]lz4")) {
                    try (InputStream plain = archive.source().open(object)) {
                        Files.copy(plain, folder.resolve(name.substring(0, 24)));
                    }
                }
            }
        }
    }

    private static Map<String, String> answer() throws IOException {
        return Manifest.stored(
                        OpenedArchive.named(ARCHIVE).folder().resolve("answers/backup-fetch/" + BACKUP + ".manifest"))
                .lines();
    }

    /** @param point how many lines it may say before it is killed */
    private static Said child(String archive, String backup, Path data, int point)
            throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dwalkback.root=" + System.getProperty("walkback.root", "."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchChild.class.getName(),
                        OpenedArchive.named(archive).folder().toString(),
                        backup,
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Set<String> started = new HashSet<>();
        Set<String> finished = new HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int said = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("started ")) {
                    started.add(line.substring("started ".length()));
                } else if (line.startsWith("finished ")) {
                    finished.add(line.substring("finished ".length()));
                }
                if (++said == point + 1) {
                    // the process itself would close its output, of which the end is still to be read
                    child.toHandle().destroyForcibly();
                }
            }
        }
        return new Said(started, finished, child.waitFor() == 0);
    }
}
