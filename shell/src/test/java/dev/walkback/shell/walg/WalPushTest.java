package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code wal-push} under WAL-G's name: its settings, what it logs, and 0 or 1. */
class WalPushTest {

    private static final String NAME = "000000010000000000000006";
    private static final String OTHER = "000000010000000000000009";

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void a_data_directory_and_an_archive() throws IOException {
        archive = Files.createDirectory(folder.resolve("archive"));
        Files.createDirectory(folder.resolve("pg_wal"));
        environment.put("WALG_FILE_PREFIX", archive.toString());
        environment.put("PGDATA", folder.toString());
        segment("segsize-1mb", NAME);
        segment("segsize-1mb", OTHER);
    }

    @Test
    void it_says_where_a_segment_went_and_when_it_was_there() throws Exception {
        assertThat(push(NAME)).isZero();
        assertThat(said())
                .contains("INFO: ", "Files will be uploaded to storage: default", "FILE PATH: " + NAME + ".lz4");
        assertThat(push(NAME)).isZero();
        assertThat(said()).contains("WAL file '" + NAME + "' already archived with equal content, skipping");
        assertThat(archive.resolve("wal_005")).isDirectoryContaining("glob:**/" + NAME + ".lz4");
    }

    @Test
    void what_is_there_is_replaced_only_when_that_is_said_outright() throws Exception {
        push(NAME);
        alter(NAME);

        assertThat(push(NAME)).isEqualTo(1);
        assertThat(said()).contains("already archived, contents differ, unable to overwrite");
        environment.put("WALG_PREVENT_WAL_OVERWRITE", "perhaps");
        assertThat(push(NAME)).isEqualTo(1);
        environment.put("WALG_PREVENT_WAL_OVERWRITE", "false");
        assertThat(push(NAME)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WALG_UPLOAD_WAL_METADATA     | SOMETIMES
            WALG_LIBSODIUM_KEY           | short
            WALG_PGP_KEY                 | no key
            WALG_COMPRESSION_METHOD      | zip
            WALKBACK_ANOTHER_CLUSTER     | the new one
            """)
    void what_cannot_be_is_told_before_anything_is_stored(String setting, String value) throws Exception {
        environment.put(setting, value);

        assertThat(push(NAME)).isEqualTo(1);
        assertThat(said().lines().filter(line -> line.startsWith("ERROR: "))).hasSize(1);
        assertThat(archive).isEmptyDirectory();
    }

    @Test
    void a_file_that_is_not_there_is_one_line() throws Exception {
        assertThat(push("0000000100000000000000EE")).isEqualTo(1);
        assertThat(said()).contains("no such file or directory");
    }

    @Test
    void another_cluster_is_let_in_by_its_name_alone() throws Exception {
        push(NAME);
        String foreign = segment("zstd-wal-delta", "");

        assertThat(push(foreign)).isEqualTo(1);
        String cluster = said().replaceAll("(?s).*is of the cluster (\\d+).*", "$1");
        environment.put("WALKBACK_ANOTHER_CLUSTER", "42");
        assertThat(push(foreign)).isEqualTo(1);
        environment.put("WALKBACK_ANOTHER_CLUSTER", cluster);
        assertThat(push(foreign)).isZero();
    }

    @Test
    void metadata_lies_beside_a_segment() throws Exception {
        environment.put("WALG_UPLOAD_WAL_METADATA", "individual");
        assertThat(push(NAME)).isZero();
        assertThat(archive.resolve("wal_005/" + NAME + ".json"))
                .content()
                .startsWith("{\"" + NAME + "\":{\"created_time\":\"");
    }

    @Test
    void the_first_storage_that_answers_takes_it() throws Exception {
        Path second = Files.createDirectory(folder.resolve("second"));
        environment.put(
                "WALG_CONFIG_PATH", config(folder.resolve("nowhere"), second).toString());
        environment.remove("WALG_FILE_PREFIX");

        assertThat(push(NAME)).isZero();
        assertThat(said()).contains("WARNING: ", "Files will be uploaded to storage: second");
        assertThat(second.resolve("wal_005/" + NAME + ".lz4")).exists();
    }

    @Test
    void a_storage_that_is_named_is_the_only_one() throws Exception {
        Path second = Files.createDirectory(folder.resolve("second"));
        environment.put("WALG_CONFIG_PATH", config(archive, second).toString());
        environment.remove("WALG_FILE_PREFIX");

        assertThat(push(NAME, "--target-storage", "second")).isZero();
        assertThat(second.resolve("wal_005/" + NAME + ".lz4")).exists();
        assertThat(push(OTHER, "--target-storage", "third")).isEqualTo(1);
        assertThat(archive).isEmptyDirectory();
    }

    private Path config(Path primary, Path second) throws IOException {
        return Files.writeString(folder.resolve("walg.json"), """
                {"WALG_FILE_PREFIX": "%s", "WALG_FAILOVER_STORAGES": {"second": {"WALG_FILE_PREFIX": "%s"}}}
                """.formatted(primary, second));
    }

    private void alter(String name) throws IOException {
        Path file = folder.resolve("pg_wal").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[50_000] ^= 1;
        Files.write(file, bytes);
    }

    /** A segment of that archive as its server had it; the first one where none is named. */
    private String segment(String from, String name) throws IOException {
        Path wal = PackedArchive.named(from).shared().resolve("storage/wal_005");
        try (Stream<Path> files = Files.list(wal)) {
            Path stored = files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}\\.zst"))
                    .filter(file -> file.getFileName().toString().startsWith(name))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            String plain = stored.getFileName().toString().substring(0, 24);
            try (InputStream in = Codecs.named("zstd").orElseThrow().decoding(Files.newInputStream(stored))) {
                Files.write(folder.resolve("pg_wal").resolve(plain), in.readAllBytes());
            }
            return plain;
        }
    }

    private String said() {
        String said = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return said;
    }

    private int push(String name, String... options) throws IOException, InterruptedException {
        Console console = new Console(
                new ByteArrayOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                environment,
                Clock.systemUTC());
        List<String> line = Stream.concat(
                        Stream.of(
                                "wal-push",
                                folder.resolve("pg_wal").resolve(name).toString()),
                        Stream.of(options))
                .toList();
        return new WalgFace().run(line, console);
    }
}
