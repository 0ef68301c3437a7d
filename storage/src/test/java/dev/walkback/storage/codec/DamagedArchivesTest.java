package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.WrongKeyException;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of real archives that were spoilt on purpose. That the sound ones decode, {@code storage.layer} holds. */
class DamagedArchivesTest {

    private static final String WAL = "wal_005/";

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

    private static long readAll(InputStream plain) throws IOException {
        try (plain) {
            return plain.transferTo(OutputStream.nullOutputStream());
        }
    }
}
