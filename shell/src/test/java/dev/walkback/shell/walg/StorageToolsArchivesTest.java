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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code st ls -r} and {@code st get} over archives that WAL-G wrote, with the settings it wrote them with, against its own answers. */
class StorageToolsArchivesTest {

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
                "timelines",
                "foreign-delta",
                "remote",
                "composers",
                "segsize-1mb"
            })
    void an_archive_is_listed_and_its_WAL_downloaded_as_WAL_G_does_it(String name) throws Exception {
        Path archive = PackedArchive.named(name).shared();
        Map<String, String> settings = ArchiveSettings.of(archive);

        assertThat(run(settings, "st", "ls", "-r")).isEqualTo(Files.readString(archive.resolve("answers/st-ls-r.out")));

        try (Stream<String> fetched = Files.lines(archive.resolve("answers/wal-fetch.tsv"))) {
            List<String[]> some = fetched.map(line -> line.split("\t", -1))
                    .filter(answer -> answer[1].equals("0"))
                    .limit(3)
                    .toList();
            assertThat(some).isNotEmpty();
            for (String[] answer : some) {
                Path file = folder.resolve(answer[0]);
                run(settings, "st", "get", "wal_005/" + stored(archive, answer[0]), file.toString());
                assertThat(sha256(file)).as(answer[0]).isEqualTo(answer[3]);
            }
        }
    }

    private static String run(Map<String, String> settings, String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, settings, Clock.systemUTC());
        int exit = new WalgFace().run(List.of(words), console);
        assertThat(exit).as("%s", err).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The name in the storage of a name without extension. */
    private static String stored(Path archive, String name) throws IOException {
        try (Stream<Path> objects = Files.list(archive.resolve("storage/wal_005"))) {
            return objects.map(object -> object.getFileName().toString())
                    .filter(object -> object.equals(name) || object.matches(name + "\\.(lz4|zst|br|lzma)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
