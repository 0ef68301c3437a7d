package dev.walkback.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.crypto.UnusableKeyException;
import dev.walkback.storage.crypto.openpgp.OpenPgpEncryption;
import dev.walkback.storage.crypto.openpgp.OpenPgpKeys;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object that the real WAL-G stored, through the layers, against what WAL-G itself read out of it. */
class RealArchivesTest {

    private static final String SODIUM_KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00";
    private static final String SEGMENT = "wal_005/000000010000000000000004";

    static Stream<String> archives() {
        return PackedArchive.NAMES.stream()
                .filter(name -> !Set.of("damaged", "delete-plans", "empty").contains(name));
    }

    record Fetched(String name, String size, String sha256) {}

    @ParameterizedTest
    @MethodSource("archives")
    void every_wal_object_decodes_to_what_wal_fetch_gave(String archive) throws Exception {
        Path folder = PackedArchive.named(archive).shared();
        Layers layers = layers(archive, folder);

        for (Fetched fetched : fetched(folder)) {
            for (Path object : objects(folder, fetched.name())) {
                assertThat(sha256(layers, folder.resolve("storage"), object))
                        .as(object.toString())
                        .isEqualTo(fetched.sha256());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("archives")
    void every_part_of_a_backup_decodes_to_its_end(String archive) throws Exception {
        Path folder = PackedArchive.named(archive).shared();
        Layers layers = layers(archive, folder);

        int parts = 0;
        for (PackedArchive.StoredObject stored : PackedArchive.objects(folder)) {
            if (stored.key().contains(".tar")) {
                parts++;
                Path root = folder.resolve("storage");
                try (InputStream in = layers.plain(location(root), opened(root, root.resolve(stored.key())))) {
                    long length = in.transferTo(OutputStream.nullOutputStream());
                    assertThat(length % 512)
                            .as("%s is whole tar blocks", stored.key())
                            .isZero();
                }
            }
        }
        assertThat(parts).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncated-wal", "flipped-byte-wal", "not-compressed-wal", "empty-wal"})
    void a_spoilt_segment_is_damaged(String damage) {
        Path root = PackedArchive.named("damaged").shared().resolve(damage).resolve("overlay");

        assertThatThrownBy(() -> sha256(Layers.unencrypted(), root, root.resolve(SEGMENT + ".lz4")))
                .isInstanceOf(StorageException.Damaged.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncated-part",
                "truncated-part-by-4",
                "flipped-byte-part",
                "flipped-byte-stored-delta",
                "empty-part"
            })
    void a_spoilt_part_is_damaged(String damage) throws IOException {
        Path root = PackedArchive.named("damaged").shared().resolve(damage).resolve("overlay");
        Path part = onlyFile(root);

        assertThatThrownBy(() -> sha256(Layers.unencrypted(), root, part)).isInstanceOf(StorageException.Damaged.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0000000000000000000000000000000000000000000000000000000000000000 | does not open",
                "'' | no key was given",
            })
    void a_wrong_or_missing_key_is_told_from_damage(String hex, String words) throws IOException {
        Path root = PackedArchive.named("brotli-libsodium").shared().resolve("storage");
        Layers layers = hex.isEmpty()
                ? Layers.unencrypted()
                : Layers.encrypted(new SodiumEncryption(SodiumKey.of(hex, KeyTransform.HEX)));

        assertThatThrownBy(() -> sha256(layers, root, root.resolve(SEGMENT + ".br")))
                .isInstanceOf(StorageException.WrongKey.class)
                .hasMessageContaining(words);
    }

    @Test
    void a_missing_openpgp_key_is_told_from_damage() {
        Path root = PackedArchive.named("lzma-pgp").shared().resolve("storage");

        assertThatThrownBy(() -> sha256(Layers.unencrypted(), root, root.resolve(SEGMENT + ".lzma")))
                .isInstanceOf(StorageException.WrongKey.class)
                .hasMessageContaining("it is encrypted with OpenPGP, and no key was given");
    }

    @Test
    void a_key_of_wrong_length_is_refused_before_anything_is_read() {
        assertThatThrownBy(() -> SodiumKey.of("00".repeat(31), KeyTransform.HEX))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining("is 31 bytes long, and must be exactly 32");
    }

    private static Layers layers(String archive, Path folder) throws IOException {
        return switch (archive) {
            case "brotli-libsodium" ->
                Layers.encrypted(new SodiumEncryption(SodiumKey.of(SODIUM_KEY, KeyTransform.HEX)));
            case "lzma-pgp" ->
                Layers.encrypted(new OpenPgpEncryption(
                        OpenPgpKeys.inFile(folder.resolve("key.asc")), "correct horse", Clock.systemUTC()));
            default -> Layers.unencrypted();
        };
    }

    private static List<Fetched> fetched(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("answers/wal-fetch.tsv"))) {
            List<Fetched> fetched = lines.map(line -> line.split("\t"))
                    .filter(column -> column[1].equals("0"))
                    .map(column -> new Fetched(column[0], column[2], column[3]))
                    .toList();
            assertThat(fetched).isNotEmpty();
            return fetched;
        }
    }

    /** All objects of the name; where there are two, both were stored with the same content. */
    private static List<Path> objects(Path folder, String name) {
        List<Path> objects = ObjectFinder.keys("wal_005/" + name).stream()
                .map(key -> folder.resolve("storage").resolve(key))
                .filter(Files::exists)
                .toList();
        assertThat(objects).as(name).isNotEmpty();
        return objects;
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .reduce((one, other) -> {
                        throw new AssertionError("two files: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }

    private static String sha256(Layers layers, Path root, Path object) throws Exception {
        MessageDigest hash = MessageDigest.getInstance("SHA-256");
        try (InputStream in = layers.plain(location(root), opened(root, object));
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    private static Location location(Path root) {
        return new Location(root.toUri().toString());
    }

    private static OpenObject opened(Path root, Path object) throws IOException {
        ObjectInfo info = new ObjectInfo(
                root.relativize(object).toString(),
                Files.size(object),
                Files.getLastModifiedTime(object).toInstant(),
                null);
        return new OpenObject(info, Files.newInputStream(object));
    }
}
