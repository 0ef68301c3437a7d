package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code backup-list}, {@code wal-show} and {@code wal-verify} against every answer that the packed archives hold of WAL-G: the
 * same bytes on standard output, the same exit code, the same lines in the log.
 */
class WalgAnswersTest {

    private static final int LARGEST_DOCUMENT = 32 << 10;

    /** Of another archive than the other faults. */
    private static final Set<String> ABOUT_KEYS = Set.of("wrong-key", "no-key", "key-of-wrong-length");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lz4-delta-chain",
                "zstd-wal-delta",
                "zstd-tablespaces",
                "brotli-libsodium",
                "lzma-pgp",
                "none-and-mixed",
                "foreign-delta",
                "remote",
                "composers",
                "segsize-1mb"
            })
    void an_archive_is_told_as_WAL_G_tells_it(String name) throws Exception {
        Path archive = PackedArchive.named(name).shared();
        compare(Recorded.in(archive.resolve("answers")), ArchiveSettings.of(archive));
    }

    @Test
    void timelines_are_told_as_WAL_G_tells_them() throws Exception {
        Path archive = PackedArchive.named("timelines").shared();
        List<Recorded> answers = Recorded.in(archive.resolve("answers"));
        compare(
                answers.stream()
                        .filter(answer -> !answer.name().contains("before-removal"))
                        .toList(),
                ArchiveSettings.of(archive));
    }

    @Test
    void timelines_before_segments_were_removed_are_told_as_WAL_G_told_them() throws Exception {
        Path archive = PackedArchive.named("timelines").shared();
        Map<String, String> settings = ArchiveSettings.of(archive);
        Path storage = names(archive.resolve("storage"), folder.resolve("storage"));
        lay(storage.resolve("wal_005"), archive.resolve("answers/before-removal/st-ls-r.out"));
        settings.put("WALG_FILE_PREFIX", storage.toString());

        compare(Recorded.in(archive.resolve("answers/before-removal")), settings);
        compare(
                Recorded.in(archive.resolve("answers")).stream()
                        .filter(answer -> answer.name().contains("before-removal"))
                        .toList(),
                settings);
    }

    static Stream<String> faults() {
        return Stream.concat(Stream.of("base"), DamagedArchive.faults().stream());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_damaged_archive_is_told_as_WAL_G_tells_it(String fault) throws Exception {
        Path all = PackedArchive.named("damaged").shared();
        Path sound = ABOUT_KEYS.contains(fault)
                ? PackedArchive.named("brotli-libsodium").shared()
                : all.resolve("base");
        Map<String, String> settings = ArchiveSettings.of(sound);
        Path storage = names(sound.resolve("storage"), folder.resolve("storage"));
        Path removed = all.resolve(fault).resolve("remove.txt");
        if (Files.exists(removed)) {
            for (String key : Files.readAllLines(removed)) {
                Files.delete(storage.resolve(key));
            }
        }
        if (Files.exists(all.resolve(fault).resolve("overlay"))) {
            names(all.resolve(fault).resolve("overlay"), storage);
        }
        settings.put("WALG_FILE_PREFIX", storage.toString());
        compare(Recorded.in(all.resolve(fault).resolve("answers")), settings);
    }

    @Test
    void nothing_at_all_is_told_as_WAL_G_tells_it() throws Exception {
        Path archive = PackedArchive.named("empty").shared();
        Path empty = Files.createDirectory(folder.resolve("empty"));
        compare(Recorded.in(archive.resolve("answers")), Map.of("TZ", "UTC", "WALG_FILE_PREFIX", empty.toString()));
    }

    @Test
    void a_root_that_is_not_there_fails_as_in_WAL_G() throws Exception {
        Path archive = PackedArchive.named("empty").shared();
        compare(
                Recorded.in(archive.resolve("missing-root")),
                Map.of("TZ", "UTC", "WALG_FILE_PREFIX", folder.resolve("absent").toString()));
    }

    /** Makes a folder hold the names that were listed then, and no others. */
    private static void lay(Path wal, Path listing) throws IOException {
        Set<String> then = new HashSet<>();
        for (String line : Files.readAllLines(listing)) {
            String key = line.strip().replaceFirst(".* ", "");
            if (key.startsWith("wal_005/")) {
                then.add(key.substring("wal_005/".length()));
            }
        }
        try (Stream<Path> now = Files.list(wal)) {
            for (Path file : now.toList()) {
                if (!then.remove(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        for (String gone : then) {
            Files.createFile(wal.resolve(gone));
        }
    }

    private void compare(List<Recorded> answers, Map<String, String> settings) throws Exception {
        assertThat(answers).isNotEmpty();
        for (Recorded answer : answers) {
            Map<String, String> environment = new HashMap<>(settings);
            environment.putAll(answer.settings());
            if (answer.settings().containsKey("WALG_FILE_PREFIX")) {
                environment.put(
                        "WALG_FILE_PREFIX",
                        Files.createDirectories(folder.resolve("nothing")).toString());
            }
            compare(answer, environment);
        }
    }

    private static void compare(Recorded answer, Map<String, String> environment) throws Exception {
        long size = Long.parseLong(environment.getOrDefault("WALG_PG_WAL_SIZE", "16"));
        List<String> words = answer.repeatable(size).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, environment, Clock.systemUTC());

        int exit = new WalgFace().run(words, console);

        String log = err.toString(StandardCharsets.UTF_8);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .as("%s %s%n%s", answer.name(), words, log)
                .isEqualTo(answer.outInOrder());
        assertThat(exit).as("exit of %s %s%n%s", answer.name(), words, log).isEqualTo(answer.exit());
        if (exit == 0) {
            assertThat(Recorded.said(log)).as("log of %s", answer.name()).isEqualTo(Recorded.said(answer.err()));
        } else {
            assertThat(log).as("log of %s", answer.name()).contains("ERROR: ");
        }
    }

    /** What these commands see of a storage: names, times and small documents. Large objects stand empty. */
    private static Path names(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (Files.size(path) <= LARGEST_DOCUMENT) {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.deleteIfExists(target);
                    Files.setLastModifiedTime(Files.createFile(target), Files.getLastModifiedTime(path));
                }
            }
        }
        return to;
    }
}
