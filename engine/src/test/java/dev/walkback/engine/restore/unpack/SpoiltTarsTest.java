package dev.walkback.engine.restore.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.fetch.FetchException;
import dev.walkback.engine.restore.fetch.Manner;
import dev.walkback.engine.restore.gate.RefusedException;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some bytes of some tar of a chain are others: of every codec, with and without keys. What came of it is right, or no server starts on it. */
class SpoiltTarsTest {

    /** A chain in which each backup has another codec, and chains under keys. */
    private static final Map<String, String> CHAINS = Map.of(
            "none-and-mixed", "base_000000010000000000000016_D_000000010000000000000013",
            "brotli-libsodium", "base_000000010000000000000006_D_000000010000000000000003",
            "lzma-pgp", "base_000000010000000000000006_D_000000010000000000000003");

    private static final int CASES = 200;

    @TempDir
    Path folder;

    record Case(String archive, long seed) {}

    static Stream<Case> cases() {
        List<String> archives = CHAINS.keySet().stream().sorted().toList();
        return Sampling.CHAOS
                .of(
                        "spoilt tars",
                        IntStream.range(0, CASES)
                                .mapToObj(i -> new Case(archives.get(i % archives.size()), i))
                                .toList(),
                        6)
                .stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void no_server_starts_on_what_is_not_right(Case given) throws Exception {
        Path archive = PackedArchive.named(given.archive()).unpackInto(folder.resolve("archive"));
        String backup = CHAINS.getOrDefault(given.archive(), "");
        spoil(archive.resolve("storage/basebackups_005"), new Random(given.seed()));
        Path data = folder.resolve("data");

        boolean done = fetch(given.archive(), archive, backup, data);

        assertThat(Files.exists(data.resolve("global/pg_control"))).isEqualTo(done);
        if (done) {
            assertThat(sizes(data)).isEqualTo(recorded(archive, backup));
        }
    }

    private static boolean fetch(String name, Path archive, String backup, Path data)
            throws IOException, InterruptedException {
        OpenedArchive opened =
                OpenedArchive.in(archive, OpenedArchive.named(name).layers());
        try {
            AlteredBackup.unpack(
                    opened,
                    new UnpackRequest(
                            new BackupName(backup),
                            Destination.of(data),
                            List.of(),
                            any -> true,
                            Manner.WAL_G,
                            true,
                            true));
            return true;
        } catch (RefusedException | FetchException | StorageException told) {
            return false;
        }
    }

    /** One to three bytes of a tar, near its beginning as often as anywhere. */
    private static void spoil(Path backups, Random random) throws IOException {
        List<Path> tars;
        try (Stream<Path> all = Files.walk(backups)) {
            tars = all.filter(path -> path.toString().contains(".tar")).sorted().toList();
        }
        Path tar = tars.get(random.nextInt(tars.size()));
        byte[] bytes = Files.readAllBytes(tar);
        int count = 1 + random.nextInt(3);
        int reach = random.nextBoolean() ? Math.min(bytes.length, 2048) : bytes.length;
        for (int i = 0; i < count; i++) {
            bytes[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(tar, bytes);
    }

    /** A flipped bit of a page that nothing checks is the one thing that is not seen, and only without any codec. */
    private static Map<String, Long> recorded(Path archive, String backup) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String line : Files.readAllLines(archive.resolve("answers/backup-fetch/" + backup + ".manifest"))) {
            String[] column = line.split("\t", -1);
            sizes.put(column[4], column[0].equals("f") ? Long.parseLong(column[2]) : -1L);
        }
        return sizes;
    }

    private static Map<String, Long> sizes(Path data) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.toList()) {
                String name = data.relativize(path).toString();
                sizes.put(name.isEmpty() ? "." : name, Files.isRegularFile(path) ? Files.size(path) : -1L);
            }
        }
        return sizes;
    }
}
