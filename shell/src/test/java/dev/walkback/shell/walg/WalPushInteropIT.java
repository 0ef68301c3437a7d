package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.storage.codec.Codecs;
import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we push, a real wal-g fetches, and the reverse. {@code mvn verify -Pinterop} with {@code WALG=/path/to/wal-g} runs it. */
@Tag("interop")
class WalPushInteropIT {

    private static final String NAME = "000000010000000000000006";
    private static final String SODIUM = "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "lz4, none",
        "zstd, none",
        "lzma, none",
        "none, none",
        "lz4, sodium",
        "zstd, pgp",
        "none, sodium",
        "lzma, pgp"
    })
    void each_fetches_what_the_other_pushed(String codec, String key) throws Exception {
        Path file = segment();
        for (boolean wePush : List.of(true, false)) {
            Path archive = Files.createDirectory(folder.resolve(codec + "-" + key + "-" + wePush));
            Map<String, String> settings = settings(archive, codec, key);
            Path pusher = wePush ? ours() : Components.walg();
            Path fetcher = wePush ? Components.walg() : ours();
            Path fetched = archive.resolve("fetched");
            run(pusher, settings, "wal-push", file.toString());
            run(fetcher, settings, "wal-fetch", NAME, fetched.toString());
            assertThat(fetched).as("%s %s, we push: %s", codec, key, wePush).hasSameBinaryContentAs(file);
            // the other's object is known to be equal, by both
            settings.put("WALG_PREVENT_WAL_OVERWRITE", "true");
            run(fetcher, settings, "wal-push", file.toString());
            assertThat(objects(archive))
                    .as("%s %s, we push: %s", codec, key, wePush)
                    .hasSize(1);
        }
    }

    private static List<Path> objects(Path archive) throws IOException {
        try (var files = Files.list(archive.resolve("wal_005"))) {
            return files.toList();
        }
    }

    private Map<String, String> settings(Path archive, String codec, String key) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "WALG_FILE_PREFIX",
                archive.toString(),
                "WALG_COMPRESSION_METHOD",
                codec,
                "WALG_DOWNLOAD_CONCURRENCY",
                "1"));
        switch (key) {
            case "sodium" ->
                settings.putAll(Map.of("WALG_LIBSODIUM_KEY", SODIUM, "WALG_LIBSODIUM_KEY_TRANSFORM", "hex"));
            case "pgp" ->
                settings.putAll(Map.of(
                        "WALG_PGP_KEY_PATH",
                        PackedArchive.named("lzma-pgp")
                                .shared()
                                .resolve("key.asc")
                                .toString(),
                        "WALG_PGP_KEY_PASSPHRASE",
                        "correct horse"));
            default -> {}
        }
        return settings;
    }

    /** Of a real server, with segments of 1 MiB. */
    private Path segment() throws IOException {
        Path stored = PackedArchive.named("segsize-1mb").shared().resolve("storage/wal_005/" + NAME + ".zst");
        Path file = folder.resolve(NAME);
        try (InputStream in = Codecs.named("zstd").orElseThrow().decoding(Files.newInputStream(stored))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static Path ours() {
        return Path.of(System.getProperty("walkback.root"), "scripts", "wal-g");
    }

    private void run(Path program, Map<String, String> settings, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(List.of(words));
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        assertThat(builder.start().waitFor())
                .as(() -> program + " " + List.of(words) + ": " + read(log))
                .isZero();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
