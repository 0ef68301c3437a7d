package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.WrongKeyException;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object that the real WAL-G wrote, in each codec and under each kind of key, against what WAL-G itself read from it. */
class RealArchivesTest {

    private static final String WAL = "wal_005/";

    static Stream<String> archives() {
        return PackedArchive.NAMES.stream()
                .filter(name -> !Set.of("damaged", "delete-plans", "empty").contains(name));
    }

    @ParameterizedTest
    @MethodSource("archives")
    void every_wal_object_decodes_to_what_wal_fetch_gave(String name) throws Exception {
        Path archive = PackedArchive.named(name).shared();
        Map<String, String> fetched = fetched(archive);
        Map<String, String> decoded = new TreeMap<>();
        for (PackedArchive.StoredObject object : PackedArchive.objects(archive)) {
            String logical = logicalName(object.key());
            if (fetched.containsKey(logical)) {
                decoded.merge(logical, sha256(archive, object.key()), (first, second) -> {
                    assertThat(second).as("a name in two objects").isEqualTo(first);
                    return first;
                });
            }
        }
        assertThat(decoded).isNotEmpty().isEqualTo(fetched);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void every_compressed_part_decodes_to_whole_blocks_of_a_tar(String name) throws Exception {
        Path archive = PackedArchive.named(name).shared();
        Set<String> broken = new TreeSet<>();
        int parts = 0;
        for (PackedArchive.StoredObject object : PackedArchive.objects(archive)) {
            if (object.key().contains(".tar")) {
                parts++;
                try (InputStream plain = plain(archive, archive.resolve("storage"), object.key())) {
                    if (plain.transferTo(OutputStream.nullOutputStream()) % 512 != 0) {
                        broken.add(object.key());
                    }
                }
            }
        }
        assertThat(parts).isPositive();
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncated-wal",
                "empty-wal",
                "flipped-byte-wal",
                "not-compressed-wal",
                "truncated-part",
                "truncated-part-by-4",
                "empty-part",
                "flipped-byte-part",
                "flipped-byte-stored-delta"
            })
    void a_damaged_object_is_damaged_and_not_something_else(String fault) throws IOException {
        Path overlay = PackedArchive.named("damaged").shared().resolve(fault).resolve("overlay");
        String key = onlyCompressedObject(overlay);
        assertThatThrownBy(() -> readAll(Codecs.ofKey(key).decoding(Files.newInputStream(overlay.resolve(key)))))
                .isInstanceOf(DamagedStreamException.class);
    }

    @Test
    void a_sound_frame_that_holds_too_little_is_for_someone_else_to_find() throws IOException {
        Path overlay = PackedArchive.named("damaged").shared().resolve("short-wal/overlay");
        String key = onlyCompressedObject(overlay);
        assertThat(readAll(Codecs.ofKey(key).decoding(Files.newInputStream(overlay.resolve(key)))))
                .isEqualTo(5000);
    }

    @Test
    void a_wrong_key_comes_through_the_codec_as_a_wrong_key_and_not_as_damage() throws Exception {
        Path archive = PackedArchive.named("brotli-libsodium").shared();
        String key = PackedArchive.objects(archive).stream()
                .map(PackedArchive.StoredObject::key)
                .filter(candidate -> candidate.startsWith(WAL) && candidate.endsWith(".br"))
                .findFirst()
                .orElseThrow();
        Encryption wrong = new SodiumEncryption(SodiumKey.of("00".repeat(32), KeyTransform.HEX));
        InputStream stored = Files.newInputStream(archive.resolve("storage").resolve(key));
        assertThatThrownBy(() -> readAll(Codecs.ofKey(key).decoding(wrong.decrypting(stored))))
                .isInstanceOf(WrongKeyException.class);
    }

    private static Map<String, String> fetched(Path archive) throws IOException {
        try (Stream<String> lines = Files.lines(archive.resolve("answers/wal-fetch.tsv"))) {
            return lines.map(line -> line.split("\t", -1))
                    .filter(column -> column[1].equals("0"))
                    .collect(Collectors.toMap(column -> column[0], column -> column[3], (a, b) -> a, TreeMap::new));
        }
    }

    private static String logicalName(String key) {
        if (!key.startsWith(WAL)) {
            return "";
        }
        String extension = Codecs.ofKey(key).extension();
        String name = key.substring(WAL.length());
        return extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    }

    private static String onlyCompressedObject(Path overlay) throws IOException {
        try (Stream<Path> files = Files.walk(overlay)) {
            return files.map(file -> overlay.relativize(file).toString())
                    .filter(key -> key.endsWith(".lz4"))
                    .collect(Collectors.collectingAndThen(Collectors.toList(), keys -> {
                        assertThat(keys).hasSize(1);
                        return keys.getFirst();
                    }));
        }
    }

    private static String sha256(Path archive, String key) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream plain = plain(archive, archive.resolve("storage"), key)) {
            plain.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long readAll(InputStream plain) throws IOException {
        try (plain) {
            return plain.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static InputStream plain(Path archive, Path root, String key) throws IOException {
        InputStream stored = Files.newInputStream(root.resolve(key));
        return Codecs.ofKey(key).decoding(decrypted(archive, stored));
    }

    private static InputStream decrypted(Path archive, InputStream stored) throws IOException {
        Map<String, String> settings = settings(archive);
        if (settings.containsKey("WALG_LIBSODIUM_KEY")) {
            KeyTransform transform = KeyTransform.named(settings.get("WALG_LIBSODIUM_KEY_TRANSFORM"));
            return new SodiumEncryption(SodiumKey.of(settings.get("WALG_LIBSODIUM_KEY"), transform)).decrypting(stored);
        }
        if (settings.containsKey("WALG_PGP_KEY_PATH")) {
            OpenPgpKeys keys = OpenPgpKeys.inFile(archive.resolve(settings.get("WALG_PGP_KEY_PATH")));
            return new OpenPgpEncryption(keys, settings.get("WALG_PGP_KEY_PASSPHRASE"), Clock.systemUTC())
                    .decrypting(stored);
        }
        return stored;
    }

    private static Map<String, String> settings(Path archive) throws IOException {
        try (Stream<String> lines = Files.lines(archive.resolve("config.env"))) {
            return lines.filter(line -> line.contains("=") && !line.startsWith("#"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1).replace("'", "")));
        }
    }
}
