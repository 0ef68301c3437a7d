package dev.walkback.storage.crypto.sodium;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Streams made by libsodium; {@code make-vectors.py} beside them says how. */
class SodiumVectorsTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String KEY = "4c0829fdfe7ae1987918edc585b1a90556d901eaea963c7625bb5734576dfb59";
    private static final byte[] HEADER = HEX.parseHex("000102030405060708090a0b0c0d0e0f1011121314151617");

    @ParameterizedTest(name = "{0} bytes with tags {1}")
    @CsvFileSource(resources = "/sodium/vectors.tsv", delimiter = '\t', numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void messages_are_those_of_libsodium(
            int size, String tags, String key, String header, int stored, String sha256, String stream)
            throws Exception {
        byte[] made = sealed(key, HEX.parseHex(header), text(size), tags);

        assertThat(made).hasSize(stored);
        assertThat(sha256(made)).isEqualTo(sha256);
        if (!stream.equals("-")) {
            assertThat(made).isEqualTo(HEX.parseHex(stream));
        }
        assertThat(opened(key, made)).isEqualTo(text(size));
        if (tags.matches("(0,)*3")) {
            assertThat(written(key, HEX.parseHex(header), text(size))).isEqualTo(made);
        }
    }

    @Test
    void a_short_text_becomes_the_stream_of_the_specification() throws Exception {
        byte[] stream = written(KEY, HEADER, "hello".getBytes(StandardCharsets.US_ASCII));

        assertThat(HEX.formatHex(stream))
                .isEqualTo("000102030405060708090a0b0c0d0e0f1011121314151617"
                        + "cb918ad15d09e63c09f995355eeb8590ff48e8229ef6");
    }

    @Test
    void a_full_chunk_is_followed_by_an_empty_final_message() throws Exception {
        byte[] stream = written(KEY, HEADER, text(8192));

        assertThat(stream).hasSize(8250);
        assertThat(sha256(stream)).isEqualTo("5dd6d48b90b059eca4792c0f8e08c3cb837a1bf269faa0c5adb098f65c2ca05a");
    }

    static byte[] text(int size) {
        byte[] text = new byte[size];
        for (int i = 0; i < size; i++) {
            text[i] = (byte) (7 * i + 3);
        }
        return text;
    }

    static SodiumKey key(String hex) throws IOException {
        return SodiumKey.of(hex, KeyTransform.HEX);
    }

    static byte[] written(String key, byte[] header, byte[] text) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (SecretStreamOutput out = new SecretStreamOutput(stored, key(key), header)) {
            out.write(text);
        }
        return stored.toByteArray();
    }

    static byte[] sealed(String key, byte[] header, byte[] text, String tags) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        stored.writeBytes(header);
        SecretStream stream = key(key).stream(header);
        int from = 0;
        for (int tag : Stream.of(tags.split(",")).mapToInt(Integer::parseInt).toArray()) {
            byte[] chunk = Arrays.copyOfRange(text, from, Math.min(text.length, from + SecretStream.CHUNK));
            byte[] message = new byte[chunk.length + SecretStream.OVERHEAD];
            stream.seal(chunk, chunk.length, tag, message);
            stored.writeBytes(message);
            from += chunk.length;
        }
        return stored.toByteArray();
    }

    static byte[] opened(String key, byte[] stored) throws IOException {
        try (SecretStreamInput in = new SecretStreamInput(new ByteArrayInputStream(stored), key(key))) {
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
