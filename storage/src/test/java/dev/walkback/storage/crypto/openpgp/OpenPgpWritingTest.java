package dev.walkback.storage.crypto.openpgp;

import static dev.walkback.storage.crypto.openpgp.Material.PASSPHRASE;
import static dev.walkback.storage.crypto.openpgp.Material.opened;
import static dev.walkback.storage.crypto.openpgp.Material.text;
import static dev.walkback.storage.crypto.openpgp.Material.with;
import static dev.walkback.storage.crypto.openpgp.Material.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.crypto.UnusableKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenPgpWritingTest {

    @ParameterizedTest
    @CsvSource({"rsa.public, rsa.secret", "curve.public, curve.secret", "elgamal.secret, elgamal.secret"})
    void what_is_written_for_a_public_key_its_secret_key_reads(String open, String secret) throws IOException {
        byte[] message = written(with(null, open), text());

        assertThat(opened(with(PASSPHRASE, secret), message)).isEqualTo(text());
    }

    @Property(tries = 100)
    void what_is_written_in_any_pieces_is_read(
            @ForAll @IntRange(max = 100_000) int size, @ForAll @IntRange(min = 1, max = 40_000) int piece)
            throws IOException {
        byte[] text = new byte[size];
        new Random(size).nextBytes(text);
        OpenPgpEncryption encryption = with(null, "curve.secret");
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = encryption.encrypting(stored)) {
            for (int from = 0; from < size; from += piece) {
                out.write(text, from, Math.min(piece, size - from));
            }
        }

        assertThat(opened(encryption, stored.toByteArray())).isEqualTo(text);
    }

    @Test
    void a_message_is_session_keys_and_one_protected_packet_in_the_new_form() throws IOException {
        OpenPgpKeys ring = ring("rsa.public", "curve.public");
        byte[] message = written(new OpenPgpEncryption(ring, null, Material.NOW), text());

        PacketInput packets = new PacketInput(new ByteArrayInputStream(message));
        List<Integer> tags = new ArrayList<>();
        for (int tag = packets.next(); tag >= 0; tag = packets.next()) {
            tags.add(tag);
        }

        assertThat(tags).containsExactly(1, 1, 18);
        assertThat(message[0]).as("new form of header, tag 1").isEqualTo((byte) 0xc1);
        assertThat(firstBody(message)).as("version of the session key packet").startsWith((byte) 3);
    }

    @Test
    void the_text_is_a_literal_marked_as_utf8_without_name_or_date() throws IOException {
        byte[] message = written(with(null, "curve.secret"), new byte[] {'x'});

        assertThat(inside(message)).startsWith(new byte[] {(byte) 0xcb, 7, 'u', 0, 0, 0, 0, 0, 'x'});
    }

    @Test
    void messages_are_for_the_keys_of_the_first_block_only() throws IOException {
        byte[] message = written(with(PASSPHRASE, "curve.secret", "rsa.secret"), text());

        assertThatThrownBy(() -> opened(with(PASSPHRASE, "rsa.secret"), message))
                .hasMessageContaining("it is encrypted for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expired.public | it expired at 2020-01-02",
                "revoked.public | it is revoked",
                "signonly.public | none of its keys is for encrypting",
            })
    void a_key_that_cannot_be_a_recipient_is_refused_in_words(String key, String words) throws IOException {
        assertThatThrownBy(() -> written(with(null, key), text()))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(words);
    }

    /** Parts of a backup are encrypted side by side. */
    @Test
    void many_who_write_at_once_judge_a_key_alike() throws IOException {
        OpenPgpEncryption sound = with(null, "rsa.public");
        OpenPgpEncryption revoked = with(null, "revoked.public");

        List<Boolean> taken = IntStream.range(0, 600)
                .parallel()
                .mapToObj(i -> isTaken(i % 2 == 0 ? sound : revoked))
                .toList();

        assertThat(taken)
                .isEqualTo(IntStream.range(0, 600).mapToObj(i -> i % 2 == 0).toList());
    }

    private static boolean isTaken(OpenPgpEncryption encryption) {
        try (OutputStream message = encryption.encrypting(OutputStream.nullOutputStream())) {
            message.write('x');
            return true;
        } catch (UnusableKeyException refused) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothing_is_written_when_a_recipient_is_refused() throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();

        assertThatThrownBy(() -> with(null, "expired.public").encrypting(stored))
                .isInstanceOf(UnusableKeyException.class);
        assertThat(stored.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9 8 7 2 | 9 8 7 | 7",
                "9 8 2 | 9 8 7 | 9",
                "9 8 2 | 8 7 | 7",
                "3 2 | 9 7 | 7",
                "7 | 7 9 | 7",
            })
    void the_cipher_is_aes_128_unless_only_aes_256_is_common(String one, String other, int cipher) throws IOException {
        var key = Material.keys("curve.public").entities().getFirst().primary();

        assertThat(OpenPgpEncryption.cipherFor(
                        List.of(new Recipient(key, numbers(one)), new Recipient(key, numbers(other)))))
                .isEqualTo(cipher);
        assertThat(SymmetricKeyAlgorithmTags.AES_128).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | holds no whole",
                "'-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nxjMEZ' | holds no whole",
                "'-----BEGIN PGP PUBLIC KEY BLOCK-----\\n\\nxjMEZQ==\\n-----END PGP PUBLIC KEY BLOCK-----' | cannot be understood",
            })
    void key_text_that_holds_no_key_is_refused_in_words(String text, String words) {
        assertThatThrownBy(() -> OpenPgpKeys.of(text))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageContaining(words);
    }

    private static byte[] firstBody(byte[] message) throws IOException {
        PacketInput packets = new PacketInput(new ByteArrayInputStream(message));
        packets.next();
        return packets.body().readAllBytes();
    }

    private static List<Integer> numbers(String text) {
        return Stream.of(text.strip().split(" ")).map(Integer::valueOf).toList();
    }

    /** Both keys in one block, as {@code gpg --export} of two keys makes it. */
    private static OpenPgpKeys ring(String... names) throws IOException {
        Path file = Files.createTempFile("ring", ".gpg");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (String name : names) {
                for (var key : Material.keys(name).entities().getFirst().publicKeys()) {
                    key.encode(out);
                }
            }
        }
        OpenPgpKeys keys = OpenPgpKeys.inFile(file);
        Files.delete(file);
        return keys;
    }

    private static byte[] inside(byte[] message) throws IOException {
        PacketInput packets = new PacketInput(new ByteArrayInputStream(message));
        SecretKeys keys = new SecretKeys(Material.keys("curve.secret"), null);
        packets.next();
        byte[] body = packets.body().readAllBytes();
        byte[] header = {(byte) 0xc1, (byte) body.length};
        var session = (PublicKeyEncSessionPacket) new BCPGInputStream(
                        new SequenceInputStream(new ByteArrayInputStream(header), new ByteArrayInputStream(body)))
                .readPacket();
        SessionKey key =
                SessionKey.recovered(keys.open(List.of(session)).sessionData()).orElseThrow();
        packets.next();
        packets.body().read();
        return new ProtectedInput(packets.body(), key).readAllBytes();
    }
}
