package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.FaultProxy;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL sees of a fetch, as a process, by both names. 1 to 125 would open a server for business that has lost its end. */
class FetchExitIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final String THERE = "000000010000000000000009";
    private static final String SPOILT = "000000010000000000000004";
    private static final String ABSENT = "0000000100000000000000EE";
    private static final String KEY = "00".repeat(32);

    @TempDir
    private Path folder;

    private final Map<String, String> settings = new HashMap<>(Map.of("WALG_DOWNLOAD_CONCURRENCY", "1"));

    @BeforeAll
    static void first_start() throws Exception {
        assertThat(Ended.run(ROOT, Map.of(), List.of(launcher("walkback"), "version"))
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void what_is_there_arrives_without_a_word(String name) throws Exception {
        at("lz4-delta-chain");
        Ended ended = fetch(name, THERE);
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.out() + ended.err()).isEmpty();
        assertThat(folder.resolve("segment")).hasSize(16 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void what_the_archive_does_not_have_is_74(String name) throws Exception {
        at("lz4-delta-chain");
        assertThat(fetch(name, ABSENT).exit()).isEqualTo(74);
        assertThat(fetch(name, "00000009.history").exit()).isEqualTo(74);
    }

    @ParameterizedTest
    @CsvSource({
        "walkback, truncated-wal",
        "wal-g, empty-wal",
        "walkback, flipped-byte-wal",
        "wal-g, short-wal",
        "walkback, not-compressed-wal"
    })
    void what_is_spoilt_is_215_and_never_appears(String name, String fault) throws Exception {
        Path archive = DamagedArchive.unpackInto(folder.resolve("archive"), fault);
        settings.put("WALG_FILE_PREFIX", archive.resolve("storage").toString());
        Ended ended = fetch(name, SPOILT);
        assertThat(ended.exit()).as(ended.err()).isEqualTo(215);
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("archive"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void a_root_that_is_not_there_is_216(String name) throws Exception {
        settings.put("WALG_FILE_PREFIX", folder.resolve("nowhere").toString());
        assertThat(fetch(name, THERE).exit()).isEqualTo(216);
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void a_wrong_key_is_212(String name) throws Exception {
        at("brotli-libsodium");
        settings.put("WALG_LIBSODIUM_KEY", KEY);
        settings.put("WALG_LIBSODIUM_KEY_TRANSFORM", "hex");
        String any;
        try (var files = Files.list(Path.of(settings.get("WALG_FILE_PREFIX")).resolve("wal_005"))) {
            any = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("[0-9A-F]{24}\\.br"))
                    .findFirst()
                    .orElseThrow()
                    .substring(0, 24);
        }
        assertThat(fetch(name, any).exit()).isEqualTo(212);
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void a_missing_bucket_and_a_refused_signature_and_nobody_at_all_are_216(String name) throws Exception {
        S3Server s3 = Components.s3proxy();
        settings.putAll(Map.of(
                "WALG_S3_PREFIX", "s3://no-such-bucket/archive",
                "AWS_ENDPOINT", s3.endpoint().toString(),
                "AWS_REGION", s3.region(),
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "WALKBACK_RETRIES", "0",
                "AWS_ACCESS_KEY_ID", s3.accessKey(),
                "AWS_SECRET_ACCESS_KEY", s3.secretKey()));
        assertThat(fetch(name, THERE).exit()).isEqualTo(216);
        settings.put("AWS_SECRET_ACCESS_KEY", "wrong");
        assertThat(fetch(name, THERE).exit()).isEqualTo(216);
        settings.put("AWS_ENDPOINT", "http://127.0.0.1:1");
        assertThat(fetch(name, THERE).exit()).isEqualTo(216);
    }

    @Test
    void a_line_lost_in_the_middle_of_a_segment_is_216_and_leaves_nothing_and_a_retry_brings_it() throws Exception {
        S3Server s3 = Components.s3proxy();
        Path archive = PackedArchive.named("lz4-delta-chain").shared().resolve("storage");
        long middle = Files.size(archive.resolve("wal_005/" + THERE + ".lz4")) / 2;
        String bucket = "fetch-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (FaultProxy line = FaultProxy.to(s3.endpoint().getPort())) {
            settings.putAll(Map.of(
                    "WALG_S3_PREFIX",
                    "s3://" + bucket + "/archive",
                    "AWS_ENDPOINT",
                    "http://127.0.0.1:" + line.port(),
                    "AWS_REGION",
                    s3.region(),
                    "AWS_S3_FORCE_PATH_STYLE",
                    "true",
                    "AWS_ACCESS_KEY_ID",
                    s3.accessKey(),
                    "AWS_SECRET_ACCESS_KEY",
                    s3.secretKey()));
            FilledBucket.of(archive, "wal_005/" + THERE, bucket, s3, settings);
            settings.put("WALKBACK_RETRIES", "0");
            for (String name : List.of("walkback", "wal-g")) {
                long before = line.down().passed();
                line.down().cutAfter(middle);
                Ended ended = fetch(name, THERE);
                assertThat(line.down().passed() - before)
                        .as("it broke in the middle")
                        .isEqualTo(middle);
                assertThat(ended.exit()).as(ended.err()).isEqualTo(216);
                assertThat(folder).isEmptyDirectory();
                line.heal();
            }
            settings.put("WALKBACK_RETRIES", "3");
            line.down().cutOnceAfter(middle);
            Ended ended = fetch("walkback", THERE);
            assertThat(ended.exit()).as(ended.err()).isZero();
            assertThat(line.down().passed()).as("a line that broke once").isGreaterThan(4 * middle);
        }
        Path overTheBrokenLine = Files.move(folder.resolve("segment"), folder.resolve("first"));
        settings.keySet().removeIf(name -> name.startsWith("WALG_S3"));
        at("lz4-delta-chain");
        assertThat(fetch("walkback", THERE).exit()).isZero();
        assertThat(overTheBrokenLine).hasSameBinaryContentAs(folder.resolve("segment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void a_destination_that_cannot_be_written_is_201(String name) throws Exception {
        at("lz4-delta-chain");
        assertThat(run(name, THERE, "no/such/folder/segment").exit()).isEqualTo(201);
        // as a full disk would, a limit breaks the write in the middle
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 4096; exec \"$@\"", "sh"));
        limited.addAll(command(name, THERE, "segment"));
        assertThat(Ended.run(folder, settings, limited).exit()).isEqualTo(201);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"walkback", "wal-g"})
    void a_file_that_is_there_is_204_and_stays(String name) throws Exception {
        at("lz4-delta-chain");
        Files.writeString(folder.resolve("segment"), "mine");
        assertThat(fetch(name, THERE).exit()).isEqualTo(204);
        assertThat(folder.resolve("segment")).hasContent("mine");
    }

    @Test
    void what_was_not_understood_is_above_200() throws Exception {
        at("lz4-delta-chain");
        assertThat(fetch("walkback", "segment.txt").exit()).isEqualTo(202);
        assertThat(fetch("wal-g", "segment.txt").exit()).isEqualTo(202);
        assertThat(Ended.run(folder, settings, List.of(launcher("walkback"), "wal", "fetch", THERE))
                        .exit())
                .isEqualTo(202);
        assertThat(Ended.run(folder, settings, List.of(launcher("wal-g"), "wal-fetch", THERE))
                        .exit())
                .isEqualTo(201);
        settings.put("WALKBACK_RETRIES", "many");
        assertThat(fetch("walkback", THERE).exit()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"walkback, 202", "wal-g, 201"})
    void no_storage_at_all_is_above_200(String name, int exit) throws Exception {
        assertThat(fetch(name, THERE).exit()).isEqualTo(exit);
    }

    @Test
    void a_jvm_that_cannot_begin_is_254() throws Exception {
        at("lz4-delta-chain");
        settings.put("WALKBACK_HEAP", "no-size");
        assertThat(fetch("walkback", THERE).exit()).isEqualTo(254);
    }

    @ParameterizedTest
    @CsvSource({"walkback, TERM", "wal-g, TERM", "walkback, INT", "walkback, HUP"})
    void a_signal_is_254(String name, String signal) throws Exception {
        // whoever runs the tests in the background may ignore signals, and a shell cannot hear what was ignored before
        // it
        List<String> hearing = new ArrayList<>(List.of("env", "--default-signal=INT,HUP,TERM"));
        hearing.addAll(command(name, THERE, "segment"));
        try (ServerSocket silent = silentStorage()) {
            Ended.Running running = Ended.start(folder, settings, hearing);
            silent.accept();
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(running.process().pid()))
                    .start()
                    .waitFor();
            assertThat(running.await().exit()).isEqualTo(254);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void a_signal_to_the_jvm_is_254(String signal) throws Exception {
        try (ServerSocket silent = silentStorage()) {
            Ended.Running running = Ended.start(folder, settings, command("walkback", THERE, "segment"));
            silent.accept();
            long java =
                    running.process().descendants().findFirst().orElseThrow().pid();
            new ProcessBuilder("kill", "-" + signal, Long.toString(java))
                    .start()
                    .waitFor();
            assertThat(running.await().exit()).isEqualTo(254);
        }
    }

    @Test
    void wal_g_s_own_number_is_to_be_had_by_a_setting() throws Exception {
        settings.put("WALG_FILE_PREFIX", folder.resolve("nowhere").toString());
        settings.put("WALKBACK_WALG_EXIT_CODES", "true");
        assertThat(fetch("wal-g", THERE).exit()).isEqualTo(1);
        assertThat(fetch("walkback", THERE).exit()).isEqualTo(216);
    }

    /** It takes a connection and never says a word. */
    private ServerSocket silentStorage() throws IOException {
        ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        settings.putAll(Map.of(
                "WALG_S3_PREFIX", "s3://bucket/archive",
                "AWS_ENDPOINT", "http://127.0.0.1:" + silent.getLocalPort(),
                "AWS_REGION", "us-east-1",
                "AWS_S3_FORCE_PATH_STYLE", "true",
                "AWS_ACCESS_KEY_ID", "a",
                "AWS_SECRET_ACCESS_KEY", "b"));
        return silent;
    }

    private void at(String archive) {
        settings.put(
                "WALG_FILE_PREFIX",
                PackedArchive.named(archive).shared().resolve("storage").toString());
    }

    private Ended fetch(String name, String wanted) throws Exception {
        return run(name, wanted, "segment");
    }

    private Ended run(String name, String wanted, String place) throws Exception {
        return Ended.run(folder, settings, command(name, wanted, place));
    }

    private static List<String> command(String name, String wanted, String place) {
        List<String> command = new ArrayList<>(List.of(launcher(name)));
        command.addAll(name.equals("wal-g") ? List.of("wal-fetch") : List.of("wal", "fetch"));
        command.addAll(List.of(wanted, place));
        return command;
    }

    private static String launcher(String name) {
        return ROOT.resolve("scripts").resolve(name).toString();
    }
}
