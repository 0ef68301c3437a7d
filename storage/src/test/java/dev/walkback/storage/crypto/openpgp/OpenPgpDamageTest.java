package dev.walkback.storage.crypto.openpgp;

import static dev.walkback.storage.crypto.openpgp.Material.file;
import static dev.walkback.storage.crypto.openpgp.Material.opened;
import static dev.walkback.storage.crypto.openpgp.Material.with;
import static dev.walkback.storage.crypto.openpgp.Material.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a message, the answer is an error of ours and never a text that is not the one that was stored. */
class OpenPgpDamageTest {

    private static final List<String> MESSAGES = List.of(
            "curve",
            "piped",
            "signed",
            "both",
            "armored",
            "named",
            "cipher-AES256",
            "cipher-3DES",
            "passphrase",
            "signed-only");

    private static final OpenPgpEncryption KEY = key();

    @Test
    void every_truncation_is_an_error() throws IOException {
        byte[] message = written(KEY, new byte[700]);

        for (int length = 0; length < message.length; length++) {
            assertRefused(Arrays.copyOf(message, length), "cut to " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"piped", "signed", "curve", "cipher-AES256"})
    void a_message_of_gnupg_cut_anywhere_is_an_error(String name) throws IOException {
        byte[] message = file(name + ".gpg");

        for (int length = 0; length < message.length; length += 1 + message.length / 400) {
            assertRefused(Arrays.copyOf(message, length), "cut to " + length);
        }
        for (int cut = 1; cut < 40; cut++) {
            assertRefused(Arrays.copyOf(message, message.length - cut), "cut by " + cut);
        }
    }

    @Test
    void every_flipped_bit_in_what_is_encrypted_is_an_error() throws IOException {
        byte[] message = written(KEY, new byte[300]);
        int encrypted = 2 + (message[1] & 0xff);

        for (int bit = encrypted * 8; bit < message.length * 8; bit++) {
            byte[] flipped = message.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(flipped, "bit " + bit);
        }
    }

    @Test
    void text_of_an_altered_message_never_ends_as_if_it_were_whole() throws IOException {
        byte[] message = file("piped.gpg");
        message[message.length / 2] ^= 1;
        InputStream in = KEY.decrypting(new ByteArrayInputStream(message));

        assertThatThrownBy(in::readAllBytes)
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("integrity code does not hold");
        assertThat(catchThrowable(in::read)).isInstanceOf(DamagedStreamException.class);
    }

    @Property(tries = 1500)
    void a_message_changed_at_random_is_read_whole_or_refused(
            @ForAll @IntRange(max = 9) int which, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes)
            throws IOException {
        byte[] message = file(MESSAGES.get(which) + ".gpg");
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            // headers and session keys are where a parser can be misled
            int at = random.nextInt(random.nextBoolean() ? Math.min(message.length, 160) : message.length);
            message[at] = (byte) random.nextInt();
        }

        assertWholeOrRefused(message);
    }

    @Property(tries = 1500)
    void packets_made_up_at_random_are_refused(
            @ForAll @IntRange(max = 63) int tag, @ForAll boolean old, @ForAll @Size(max = 200) byte[] rest)
            throws IOException {
        byte[] message = new byte[rest.length + 1];
        message[0] = (byte) (old ? 0x80 | (tag & 0x0f) << 2 | tag >> 4 : 0xc0 | tag);
        System.arraycopy(rest, 0, message, 1, rest.length);

        assertRefused(message, "made up");
    }

    @Property(tries = 500)
    void an_inside_made_up_at_random_is_refused_or_read_to_its_own_end(@ForAll @Size(max = 200) byte[] inside)
            throws IOException {
        assertOurs(catchThrowable(() -> opened(KEY, Inside.message(inside))));
    }

    @Test
    void session_keys_without_end_are_refused() {
        byte[] packet = new byte[2 + 100];
        packet[0] = (byte) 0xc1;
        packet[1] = 100;
        packet[2] = 3;
        packet[11] = 1;
        packet[13] = 10;
        byte[] many = new byte[packet.length * 20_000];
        for (int i = 0; i < many.length; i += packet.length) {
            System.arraycopy(packet, 0, many, i, packet.length);
        }

        assertThatThrownBy(() -> opened(KEY, many)).isInstanceOf(DamagedStreamException.class);
    }

    private static void assertRefused(byte[] message, String as) {
        assertThat(catchThrowable(() -> opened(KEY, message)))
                .as(as)
                .isInstanceOfAny(DamagedStreamException.class, WrongKeyException.class);
    }

    private static void assertWholeOrRefused(byte[] message) throws IOException {
        byte[] text = Material.text();
        try {
            assertThat(opened(KEY, message)).isEqualTo(text);
        } catch (DamagedStreamException | WrongKeyException asPromised) {
            return;
        }
    }

    private static void assertOurs(@Nullable Throwable failure) {
        if (failure != null) {
            assertThat(failure).isInstanceOfAny(DamagedStreamException.class, WrongKeyException.class);
        }
    }

    private static OpenPgpEncryption key() {
        try {
            return with(null, "curve.secret");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
