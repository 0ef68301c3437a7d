package dev.walkback.storage.crypto.openpgp;

import static dev.walkback.storage.crypto.openpgp.Material.opened;
import static dev.walkback.storage.crypto.openpgp.Material.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The newer kinds of message, which WAL-G reads and does not write. */
class OpenPgpAuthenticatedTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messages_with_a_code_for_each_chunk_are_read(boolean version2) throws Exception {
        byte[] text = text();

        assertThat(opened(with(null, "curve.secret"), Inside.authenticated(version2, text)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void they_are_refused_when_cut_off_or_altered(boolean version2) throws Exception {
        byte[] message = Inside.authenticated(version2, text());

        for (int at = 0; at < message.length; at += 1 + at / 15) {
            byte[] cut = Arrays.copyOf(message, at);
            byte[] altered = message.clone();
            altered[at] ^= 1;
            assertRefused(cut, "cut to " + at);
            assertOurs(altered, "altered at " + at);
        }
    }

    private static void assertRefused(byte[] message, String as) throws Exception {
        OpenPgpEncryption key = with(null, "curve.secret");
        assertThat(catchThrowable(() -> opened(key, message)))
                .as(as)
                .isInstanceOfAny(DamagedStreamException.class, WrongKeyException.class);
    }

    /** A byte that carries nothing, such as the unused bit of a point, may be altered without harm to the text. */
    private static void assertOurs(byte[] message, String as) throws Exception {
        OpenPgpEncryption key = with(null, "curve.secret");
        try {
            assertThat(opened(key, message)).as(as).isEqualTo(text());
        } catch (DamagedStreamException | WrongKeyException asPromised) {
            return;
        }
    }

    private static byte[] text() {
        byte[] text = new byte[20_000];
        new Random(7).nextBytes(text);
        return text;
    }
}
