package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code copy} against what WAL-G 3.0.9 itself copied: {@code copy-oracle.txt} holds its commands, how each ended, and the objects that the
 * target had then. Here the WAL of backups that only stand below the wanted one comes along, so that they can be restored, too.
 */
class CopyTest {

    @TempDir
    Path folder;

    private record Ended(int exit, String log) {}

    /** @param last the last line of the log, without its time */
    record Recorded(String archive, List<String> words, int exit, String last, Set<String> has) {

        @Override
        public String toString() {
            return archive + " " + String.join(" ", words);
        }
    }

    static Stream<Recorded> recorded() throws IOException {
        try (InputStream in = CopyTest.class.getResourceAsStream("/walg/copy-oracle.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n")).map(CopyTest::parse);
        }
    }

    private static Recorded parse(String block) {
        List<String> lines = new ArrayList<>(List.of(block.split("\n")));
        List<String> words = new ArrayList<>(List.of(lines.removeFirst().split(" ")));
        words.removeFirst();
        String archive = words.removeFirst();
        int exit = Integer.parseInt(lines.removeFirst().substring("exit ".length()));
        String last = lines.removeFirst().substring("err ".length());
        Set<String> has = lines.stream()
                .map(line -> line.substring("has ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        return new Recorded(archive, words, exit, last, has);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void what_wal_g_copies_is_copied_and_what_it_refuses_is_refused(Recorded recorded) throws Exception {
        Path from = PackedArchive.named(recorded.archive()).shared().resolve("storage");

        Ended ended = copy(from, recorded.words());

        assertThat(ended.exit()).as(ended.log()).isEqualTo(recorded.exit());
        assertThat(ended.log().lines().toList().getLast())
                .contains(recorded.last().replaceFirst("^[A-Z]+: ", ""));
        assertThat(objects()).containsAll(recorded.has());
        assertThat(objects().stream().filter(key -> !recorded.has().contains(key)))
                .allMatch(key -> key.startsWith("wal_005/"));
        for (String key : objects()) {
            assertThat(folder.resolve("to").resolve(key)).hasSameBinaryContentAs(from.resolve(key));
        }
    }

    @Test
    void repeating_it_copies_nothing() throws Exception {
        Path from = PackedArchive.named("remote").shared().resolve("storage");
        copy(from, List.of());
        assertThat(copy(from, List.of()).log()).doesNotContain("Copied").contains("Success copy.");
    }

    @Test
    void other_content_of_the_same_size_is_a_conflict_and_nothing_is_copied() throws Exception {
        Path from = PackedArchive.named("remote").shared().resolve("storage");
        copy(from, List.of());
        String segment = objects().stream()
                .filter(key -> key.startsWith("wal_005/"))
                .findFirst()
                .orElseThrow();
        Path file = folder.resolve("to").resolve(segment);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        Ended ended = copy(from, List.of());

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.log()).contains("conflict").contains(segment);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void both_flags_are_needed_and_told_together() throws Exception {
        Ended ended = run(List.of("copy"), Map.of());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.log()).startsWith("Error: required flag(s) \"from\", \"to\" not set");
    }

    @Test
    void settings_of_the_environment_do_not_reach_the_two_storages() throws Exception {
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("from.json"), "{}");
        Files.writeString(folder.resolve("to.json"), "{}");
        Ended ended = run(
                List.of(
                        "copy",
                        "--from",
                        folder.resolve("from.json").toString(),
                        "--to",
                        folder.resolve("to.json").toString()),
                Map.of("WALG_FILE_PREFIX", folder.resolve("other").toString()));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.log()).contains("from.json");
    }

    @Test
    void no_secret_of_either_file_reaches_the_log() throws Exception {
        Files.createDirectories(folder.resolve("to"));
        Files.writeString(
                folder.resolve("from.json"),
                "{\"WALG_S3_PREFIX\":\"s3://bucket/x\",\"AWS_ENDPOINT\":\"http://127.0.0.1:1\",\"AWS_REGION\":\"r\","
                        + "\"AWS_ACCESS_KEY_ID\":\"idhunter\",\"AWS_SECRET_ACCESS_KEY\":\"hunter2hunter2\",\"S3_MAX_RETRIES\":\"1\"}");
        Files.writeString(folder.resolve("to.json"), "{\"WALG_FILE_PREFIX\":\"" + folder.resolve("to") + "\"}");
        Ended ended = run(
                List.of("copy", "--from=" + folder.resolve("from.json"), "--to=" + folder.resolve("to.json")),
                Map.of());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.log()).doesNotContain("hunter2");
    }

    private Set<String> objects() throws IOException {
        Path to = folder.resolve("to");
        try (Stream<Path> files = Files.walk(to)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> to.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Ended copy(Path from, List<String> words) throws Exception {
        Files.createDirectories(folder.resolve("to"));
        Files.writeString(folder.resolve("from.json"), "{\"WALG_FILE_PREFIX\":\"" + from + "\"}");
        Files.writeString(folder.resolve("to.json"), "{\"WALG_FILE_PREFIX\":\"" + folder.resolve("to") + "\"}");
        List<String> line = new ArrayList<>(List.of(
                "copy",
                "--from",
                folder.resolve("from.json").toString(),
                "-t",
                folder.resolve("to.json").toString()));
        line.addAll(words);
        return run(line, Map.of());
    }

    private static Ended run(List<String> line, Map<String, String> env) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                new Console(out, err, InputStream.nullInputStream(), false, false, false, 80, env, Clock.systemUTC());
        int exit = new WalgFace().run(line, console);
        return new Ended(exit, err.toString(StandardCharsets.UTF_8));
    }
}
