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
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code backup-mark} against what WAL-G 3.0.9 itself said and left behind: {@code backup-mark-oracle.txt} holds its commands one after
 * the other, with the hash of each document that one of them changed.
 */
class BackupMarkTest {

    @TempDir
    Path folder;

    private record Marked(int exit, List<String> log, SortedMap<String, String> set) {}

    @ParameterizedTest
    @ValueSource(strings = {"lz4-delta-chain", "zstd-tablespaces"})
    void each_command_leaves_the_bytes_and_says_the_lines_that_wal_g_did(String archive) throws Exception {
        Path storage = PackedArchive.named(archive).unpackInto(folder).resolve("storage");
        for (String block : blocks(archive)) {
            List<String> lines = new ArrayList<>(List.of(block.split("\n")));
            List<String> words = new ArrayList<>(List.of(lines.removeFirst().split(" ")));
            words.subList(0, 2).clear();
            assertThat(mark(storage, words)).as(words.toString()).isEqualTo(expected(lines));
        }
    }

    private static List<String> blocks(String archive) throws IOException {
        try (InputStream in = BackupMarkTest.class.getResourceAsStream("/walg/backup-mark-oracle.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n"))
                    .filter(block -> block.startsWith("$ " + archive + " "))
                    .toList();
        }
    }

    private static Marked expected(List<String> lines) {
        int exit = Integer.parseInt(lines.removeFirst().substring("exit ".length()));
        List<String> log = new ArrayList<>();
        SortedMap<String, String> set = new TreeMap<>();
        for (String line : lines) {
            String[] word = line.split(" ", 3);
            if (word[0].equals("set")) {
                set.put(word[1], word[2]);
            } else {
                log.add(line.substring("err ".length()));
            }
        }
        log.sort(null);
        return new Marked(exit, log, set);
    }

    private Marked mark(Path storage, List<String> words) throws Exception {
        SortedMap<String, String> before = documents(storage);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> settings = Map.of("WALG_FILE_PREFIX", storage.toString(), "TZ", "UTC");
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, settings, Clock.systemUTC());
        int exit = new WalgFace().run(words, console);
        assertThat(out.size()).as("standard output").isZero();
        SortedMap<String, String> after = documents(storage);
        after.entrySet().removeAll(before.entrySet());
        return new Marked(exit, lines(err.toString(StandardCharsets.UTF_8), storage), after);
    }

    /** The child that forbids it is named here, and not by WAL-G. */
    private static List<String> lines(String log, Path storage) {
        return log.lines()
                .map(line -> line.replaceFirst("^([A-Z]+: )[0-9/]+ [0-9:.]+ ", "$1")
                        .replace(storage.toString(), "{root}")
                        .replaceFirst("(depends on this backup): base_\\w+$", "$1."))
                .sorted()
                .toList();
    }

    private static SortedMap<String, String> documents(Path storage) throws Exception {
        SortedMap<String, String> hashes = new TreeMap<>();
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(storage)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                hashes.put(
                        storage.relativize(file).toString(),
                        HexFormat.of().formatHex(hash.digest(Files.readAllBytes(file))));
            }
        }
        return hashes;
    }
}
