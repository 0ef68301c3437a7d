package dev.walkback.storage.crypto.openpgp;

import static dev.walkback.storage.crypto.openpgp.Material.PASSPHRASE;
import static dev.walkback.storage.crypto.openpgp.Material.file;
import static dev.walkback.storage.crypto.openpgp.Material.opened;
import static dev.walkback.storage.crypto.openpgp.Material.text;
import static dev.walkback.storage.crypto.openpgp.Material.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenPgpReadingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-zip",
                "rsa-zlib",
                "rsa-bzip2",
                "curve",
                "elgamal",
                "both",
                "hidden",
                "signed",
                "armored",
                "named",
                "piped",
                "cipher-3DES",
                "cipher-CAST5",
                "cipher-BLOWFISH",
                "cipher-AES",
                "cipher-AES192",
                "cipher-AES256",
                "cipher-TWOFISH",
                "cipher-CAMELLIA128",
                "cipher-CAMELLIA192",
                "cipher-CAMELLIA256",
                "cipher-IDEA"
            })
    void what_gnupg_wrote_is_read(String name) throws IOException {
        assertThat(opened(with(PASSPHRASE, "rsa.secret", "curve.secret", "elgamal.secret"), file(name + ".gpg")))
                .isEqualTo(text());
    }

    @Test
    void lines_of_a_message_in_text_mode_keep_the_ends_they_were_stored_with() throws IOException {
        byte[] stored = opened(with(null, "curve.secret"), file("text-mode.gpg"));

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).startsWith("line 0\r\nline\r\n");
    }

    @Test
    void an_empty_text_is_read() throws IOException {
        assertThat(opened(with(null, "curve.secret"), file("empty.gpg"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa.secret", "curve.secret"})
    void each_of_two_recipients_opens_the_message_alone(String key) throws IOException {
        assertThat(opened(with(PASSPHRASE, key), file("both.gpg"))).isEqualTo(text());
        assertThat(opened(with(PASSPHRASE, key), file("hidden.gpg"))).isEqualTo(text());
    }

    @Test
    void a_binary_key_file_is_read_although_wal_g_refuses_it(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("key"), file("curve.secret.gpg"));

        OpenPgpEncryption encryption = new OpenPgpEncryption(OpenPgpKeys.inFile(binary), null, Material.NOW);

        assertThat(opened(encryption, file("curve.gpg"))).isEqualTo(text());
        assertThat(encryption.fingerprints())
                .isEqualTo(Material.keys("curve.public").fingerprints());
    }

    @Test
    void a_key_on_one_line_has_escapes_for_its_line_ends() throws IOException {
        String line = new String(file("curve.secret.asc"), StandardCharsets.US_ASCII).replace("\n", "\\n");

        OpenPgpEncryption encryption = new OpenPgpEncryption(OpenPgpKeys.of(line), null, Material.NOW);

        assertThat(opened(encryption, file("curve.gpg"))).isEqualTo(text());
    }

    @Test
    void another_key_is_named_and_so_is_the_one_that_is_wanted() throws IOException {
        OpenPgpEncryption encryption = with(PASSPHRASE, "rsa.secret");

        assertThatThrownBy(() -> opened(encryption, file("curve.gpg")))
                .isInstanceOfSatisfying(
                        WrongKeyException.class,
                        wrong -> assertThat(wrong.tried()).isEqualTo(encryption.fingerprints()))
                .hasMessageMatching("it is encrypted for [0-9A-F]{16}; tried \\[openpgp:[0-9A-F]{40}\\]");
    }

    @Test
    void a_locked_key_without_a_passphrase_says_so() throws IOException {
        assertThatThrownBy(() -> opened(with(null, "rsa.secret"), file("rsa-zip.gpg")))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("is locked, and no passphrase was given");
    }

    @Test
    void a_locked_key_with_another_passphrase_says_so_and_does_not_repeat_it() throws IOException {
        assertThatThrownBy(() -> opened(with("battery staple", "rsa.secret"), file("rsa-zip.gpg")))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("is locked, and the passphrase does not open it")
                .hasMessageNotContaining("battery");
    }

    @Test
    void a_public_key_cannot_read_and_says_so() throws IOException {
        OpenPgpEncryption encryption = with(null, "curve.public");

        assertThat(encryption.decrypts()).isFalse();
        assertThatThrownBy(() -> opened(encryption, file("curve.gpg")))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("of which only the public key is at hand");
    }

    @Test
    void a_message_locked_with_a_passphrase_needs_no_key() throws IOException {
        assertThatThrownBy(() -> opened(with(null, "curve.secret"), file("passphrase.gpg")))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("with a passphrase instead of a key");
    }

    @Test
    void a_message_that_is_only_signed_is_not_encrypted() throws IOException {
        assertThatThrownBy(() -> opened(with(null, "curve.secret"), file("signed-only.gpg")))
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("it is not encrypted");
    }

    @Test
    void a_message_without_integrity_code_is_refused() throws IOException {
        byte[] message = file("curve.gpg");
        int protectedPacket = 2 + (message[1] & 0xff);
        message[protectedPacket] = (byte) (0xc0 | PacketInput.NOT_PROTECTED);

        assertThatThrownBy(() -> opened(with(null, "curve.secret"), message))
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("it has no integrity code");
    }

    @Test
    void bytes_behind_the_message_are_an_error() throws IOException {
        byte[] message = file("curve.gpg");

        assertThatThrownBy(() -> opened(with(null, "curve.secret"), Arrays.copyOf(message, message.length + 1)))
                .isInstanceOf(DamagedStreamException.class);
    }

    @Test
    void what_the_storage_throws_is_not_taken_for_damage() throws IOException {
        byte[] half = Arrays.copyOf(file("curve.gpg"), 30_000);
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(half), new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException("the line broke");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return read();
            }
        });

        assertThatThrownBy(() -> with(null, "curve.secret").decrypting(failing).readAllBytes())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the line broke");
    }
}
