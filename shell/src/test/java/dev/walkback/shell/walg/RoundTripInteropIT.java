package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A full backup and a delta that one of both pushed, fetched by both: each codec with each key. {@code WALG=/path/to/wal-g mvn verify -Pinterop} runs it. */
@Tag("interop")
class RoundTripInteropIT {

    private static final String SODIUM = "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00";
    /** Not brotli, which a build of wal-g may lack. */
    private static final List<String> CODECS = List.of("lz4", "zstd", "lzma", "none");

    private static PostgresServer server;
    private static Path walg;

    enum Key {
        NONE,
        SODIUM,
        PGP
    }

    record Way(String codec, Key key, boolean wePush) {}

    static List<Way> ways() {
        return CODECS.stream()
                .flatMap(codec -> Stream.of(Key.values())
                        .flatMap(key -> Stream.of(true, false).map(wePush -> new Way(codec, key, wePush))))
                .toList();
    }

    @BeforeAll
    static void start() {
        walg = Components.walg();
        server = Components.postgres(
                Components.postgresMajors().getLast(),
                Map.of(PostgresServer.INITDB, "--wal-segsize=1", "autovacuum", "off"));
        // frozen: hints about rows would change pages without a trace in their positions
        server.sql(
                "create table kept as select g as id, repeat('x', 90) as v from generate_series(1, 10000) g",
                "vacuum (freeze) kept",
                "checkpoint");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_one_pushed_both_fetch_as_one_tree(Way way) throws Exception {
        LiveArchive archive = new LiveArchive(server, settings(way));
        push(archive, way);
        server.sql(
                "update kept set v = v || 'y' where id % 700 = 3",
                "drop table if exists fresh", "create table fresh as select 1 as one", "checkpoint");
        push(archive, way);
        assertThat(deltas(archive)).as("deltas").hasSize(1);
        SortedMap<String, String> kept = relation();
        Path theirs = server.freshFolder().resolve("theirs");
        Path ours = server.freshFolder().resolve("ours");
        archive.theirs(walg, "backup-fetch", theirs.toString(), "LATEST");
        archive.fetch(ours);

        SortedMap<String, String> tree = tree(ours);
        assertThat(tree).isEqualTo(tree(theirs)).hasSizeGreaterThan(900).containsKey("global/pg_control");
        assertThat(tree).containsAllEntriesOf(kept);
    }

    private static void push(LiveArchive archive, Way way) throws Exception {
        if (way.wePush()) {
            archive.push();
        } else {
            archive.theirs(walg, "backup-push", server.data().toString());
        }
    }

    private static Map<String, String> settings(Way way) {
        Map<String, String> settings = new HashMap<>();
        settings.put("WALG_COMPRESSION_METHOD", way.codec());
        settings.put("WALG_TAR_SIZE_THRESHOLD", "8000000");
        settings.put("WALG_PG_WAL_SIZE", "1");
        switch (way.key()) {
            case NONE -> {}
            case SODIUM -> settings.putAll(Map.of("WALG_LIBSODIUM_KEY", SODIUM, "WALG_LIBSODIUM_KEY_TRANSFORM", "hex"));
            case PGP ->
                settings.putAll(Map.of(
                        "WALG_PGP_KEY_PATH",
                        PackedArchive.named("lzma-pgp")
                                .shared()
                                .resolve("key.asc")
                                .toString(),
                        "WALG_PGP_KEY_PASSPHRASE",
                        "correct horse"));
        }
        return settings;
    }

    private static List<String> deltas(LiveArchive archive) throws IOException {
        try (Stream<Path> all = Files.list(archive.folder().resolve("basebackups_005"))) {
            return all.map(each -> each.getFileName().toString())
                    .filter(name -> name.contains("_D_") && name.endsWith("_backup_stop_sentinel.json"))
                    .toList();
        }
    }

    /** The table's own file as it lies on the server's disk, which nothing has written to since the checkpoint. */
    private static SortedMap<String, String> relation() throws IOException {
        String path = server.sql("select pg_relation_filepath('kept')");
        Path file = server.data().resolve(path);
        SortedMap<String, String> lines = new TreeMap<>();
        lines.put(path, line(file));
        return lines;
    }

    /** Mode, size and a hash by path. */
    private static SortedMap<String, String> tree(Path directory) throws IOException {
        SortedMap<String, String> lines = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                lines.put(directory.relativize(path).toString(), line(path));
            }
        }
        return lines;
    }

    private static String line(Path path) throws IOException {
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return Integer.toOctalString(mode)
                + (Files.isRegularFile(path)
                        ? " " + Files.size(path) + " " + Arrays.hashCode(Files.readAllBytes(path))
                        : "");
    }
}
