package dev.walkback.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {

    private final MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
    private final Encryption key = encryption("11");
    private final byte[] content = content();

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "brotli", "lzma", "none"})
    void what_is_stored_through_the_layers_is_read_through_them(String method) throws IOException {
        String name = stored(Layers.encrypted(key), method);

        assertThat(plain(Layers.encrypted(key), name)).isEqualTo(content);
    }

    @Test
    void content_is_compressed_first_and_encrypted_then() throws IOException {
        String name = stored(Layers.encrypted(key), "zstd");

        byte[] compressed = key.decrypting(storage.read(name).bytes()).readAllBytes();

        assertThat(compressed).startsWith(0x28, 0xb5, 0x2f, 0xfd);
    }

    @Test
    void json_is_read_as_it_is_whatever_key_is_set() throws IOException {
        storage.write("base_1/metadata.json", Content.of("{}".getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);

        assertThat(plain(Layers.encrypted(key), "base_1/metadata.json"))
                .asString()
                .isEqualTo("{}");
    }

    @Test
    void another_key_is_a_wrong_key_that_names_the_object_and_what_was_tried() throws IOException {
        String name = stored(Layers.encrypted(key), "lz4");
        Encryption other = encryption("22");

        assertThatThrownBy(() -> plain(Layers.encrypted(other), name))
                .isInstanceOfSatisfying(StorageException.WrongKey.class, wrong -> {
                    assertThat(wrong.key()).isEqualTo(name);
                    assertThat(wrong.tried()).isEqualTo(other.fingerprints());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "lzma"})
    void no_key_is_told_from_damage(String method) throws IOException {
        String name = stored(Layers.encrypted(key), method);

        assertThatThrownBy(() -> plain(Layers.unencrypted(), name))
                .isInstanceOfSatisfying(
                        StorageException.WrongKey.class,
                        wrong -> assertThat(wrong.tried()).isEmpty())
                .hasMessageContaining("it looks encrypted, and no key was given");
    }

    @Test
    void text_that_is_no_stream_of_its_codec_is_damage_and_not_a_missing_key() {
        storage.write(
                "a.lz4", Content.of("plain words ".repeat(100).getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);

        assertThatThrownBy(() -> plain(Layers.unencrypted(), "a.lz4")).isInstanceOf(StorageException.Damaged.class);
    }

    @Test
    void an_object_that_is_not_encrypted_is_refused_where_a_key_is_set() throws IOException {
        String name = stored(Layers.unencrypted(), "lz4");

        assertThatThrownBy(() -> plain(Layers.encrypted(key), name))
                .isInstanceOf(StorageException.WrongKey.class)
                .hasMessageContaining("it is not encrypted");
    }

    @Test
    void an_archive_whose_encryption_began_later_is_read_on_request() throws IOException {
        String before = stored(Layers.unencrypted(), "lz4");
        String after = stored(Layers.encrypted(key), "zstd");
        Layers layers = Layers.encrypted(key).orUnencrypted();

        assertThat(plain(layers, before)).isEqualTo(content);
        assertThat(plain(layers, after)).isEqualTo(content);
    }

    @Test
    void an_altered_object_is_damaged_and_named() throws IOException {
        String name = stored(Layers.encrypted(key), "lz4");
        byte[] bytes = storage.read(name).bytes().readAllBytes();
        bytes[bytes.length - 20] ^= 1;
        storage.write(name, Content.of(bytes), Overwrite.ALLOWED);

        assertThatThrownBy(() -> plain(Layers.encrypted(key), name))
                .isInstanceOfSatisfying(StorageException.Damaged.class, damaged -> {
                    assertThat(damaged.key()).isEqualTo(name);
                    assertThat(damaged.why()).startsWith("secretstream at offset");
                });
    }

    @Test
    void stored_content_is_repeatable_if_the_plain_one_is() {
        Content once = Layers.encrypted(key).stored(Content.once(new ByteArrayInputStream(content)), codec("lz4"));
        Content again = Layers.encrypted(key).stored(Content.of(content), codec("lz4"));

        assertThat(((Content.Produced) once).repeatable()).isFalse();
        assertThat(((Content.Produced) again).repeatable()).isTrue();
    }

    @Test
    void content_with_no_layer_keeps_its_known_length() {
        Content plain = Content.of(content);

        assertThat(Layers.unencrypted().stored(plain, codec("none"))).isSameAs(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "none"})
    void content_that_fails_half_way_does_not_leave_a_whole_stream_behind(String method) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        Content failing = new Content.Produced() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(content);
                throw new IOException("the tar broke off");
            }
        };

        Throwable failure = catchThrowable(
                () -> Layers.encrypted(key).stored(failing, codec(method)).writeTo(sink));

        assertThat(failure).hasMessage("the tar broke off");
        storage.write("half", Content.of(sink.toByteArray()), Overwrite.ALLOWED);
        assertThatThrownBy(() -> key.decrypting(storage.read("half").bytes()).readAllBytes())
                .isInstanceOf(IOException.class);
    }

    private String stored(Layers layers, String method) throws IOException {
        Codec codec = codec(method);
        String name = "wal_005/segment" + (codec.extension().isEmpty() ? "" : "." + codec.extension());
        storage.write(name, layers.stored(Content.of(content), codec), Overwrite.ALLOWED);
        return name;
    }

    private byte[] plain(Layers layers, String name) throws IOException {
        try (InputStream in = layers.plain(storage.location(), storage.read(name))) {
            return in.readAllBytes();
        }
    }

    private static Codec codec(String method) {
        return Codecs.named(method).orElseThrow();
    }

    private static Encryption encryption(String octet) {
        try {
            return new SodiumEncryption(SodiumKey.of(octet.repeat(32), KeyTransform.HEX));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] content() {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        return content;
    }
}
