package dev.walkback.storage.crypto.sodium;

import static dev.walkback.storage.crypto.sodium.SodiumVectorsTest.opened;
import static dev.walkback.storage.crypto.sodium.SodiumVectorsTest.sealed;
import static dev.walkback.storage.crypto.sodium.SodiumVectorsTest.text;
import static dev.walkback.storage.crypto.sodium.SodiumVectorsTest.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import dev.walkback.storage.codec.DamagedStreamException;
import dev.walkback.storage.crypto.WrongKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SodiumStreamTest {

    private static final String KEY = "11".repeat(32);
    private static final byte[] HEADER = new byte[24];

    @Property(tries = 200)
    void what_is_written_in_any_pieces_is_read_in_any_pieces(
            @ForAll @IntRange(max = 40_000) int size,
            @ForAll @IntRange(min = 1, max = 20_000) int piece,
            @ForAll @IntRange(min = 1, max = 20_000) int bite)
            throws IOException {
        SodiumEncryption encryption = new SodiumEncryption(SodiumVectorsTest.key(KEY));
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (OutputStream out = encryption.encrypting(stored)) {
            for (int from = 0; from < size; from += piece) {
                out.write(text(size), from, Math.min(piece, size - from));
            }
        }

        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = encryption.decrypting(new ByteArrayInputStream(stored.toByteArray()))) {
            byte[] bytes = new byte[bite];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                read.write(bytes, 0, n);
            }
        }

        assertThat(read.toByteArray()).isEqualTo(text(size));
        assertThat(stored.size()).isEqualTo(24 + 8209 * (size / 8192) + size % 8192 + 17);
    }

    @Test
    void every_truncation_is_an_error() throws IOException {
        byte[] stream = written(KEY, HEADER, text(8192 + 40));

        for (int length = 0; length < stream.length; length++) {
            byte[] cut = Arrays.copyOf(stream, length);
            assertThat(catchThrowable(() -> opened(KEY, cut)))
                    .as("cut to %d bytes", length)
                    .isInstanceOfAny(DamagedStreamException.class, WrongKeyException.class);
        }
    }

    @Test
    void a_stream_cut_off_between_two_messages_is_damaged_although_wal_g_takes_it() throws IOException {
        byte[] cut = Arrays.copyOf(written(KEY, HEADER, text(20_000)), 24 + 2 * 8209);

        assertThatThrownBy(() -> opened(KEY, cut))
                .isInstanceOf(DamagedStreamException.class)
                .hasMessage("secretstream at offset 16442: it ends without its final message: "
                        + "it was cut off between two messages");
    }

    @Test
    void every_flipped_bit_is_an_error() throws IOException {
        byte[] stream = written(KEY, HEADER, text(8192 + 40));

        for (int bit = 0; bit < stream.length * 8; bit += bit < 400 || bit > 8200 * 8 ? 1 : 97) {
            byte[] flipped = stream.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(catchThrowable(() -> opened(KEY, flipped)))
                    .as("bit %d", bit)
                    .isInstanceOf(bit < 8 * (24 + 8209) ? WrongKeyException.class : DamagedStreamException.class);
        }
    }

    @Test
    void bytes_behind_the_final_message_are_an_error() throws IOException {
        byte[] stream = written(KEY, HEADER, text(9000));

        assertThatThrownBy(() -> opened(KEY, Arrays.copyOf(stream, stream.length + 1)))
                .isInstanceOf(DamagedStreamException.class);
    }

    @Test
    void messages_that_changed_places_are_an_error() throws IOException {
        byte[] stream = written(KEY, HEADER, text(4 * 8192));
        byte[] second = Arrays.copyOfRange(stream, 24 + 8209, 24 + 2 * 8209);
        System.arraycopy(stream, 24 + 2 * 8209, stream, 24 + 8209, 8209);
        System.arraycopy(second, 0, stream, 24 + 2 * 8209, 8209);

        assertThatThrownBy(() -> opened(KEY, stream)).isInstanceOf(DamagedStreamException.class);
    }

    @Test
    void a_full_message_marked_as_the_last_is_refused_as_in_wal_g() throws IOException {
        byte[] stream = sealed(KEY, HEADER, text(8192), "3");

        assertThatThrownBy(() -> opened(KEY, stream))
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("a full message is marked as the last one");
    }

    @Test
    void a_short_message_in_the_middle_is_refused() throws IOException {
        byte[] stream = sealed(KEY, HEADER, text(100), "0");

        assertThatThrownBy(() -> opened(KEY, stream))
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("a short message is not the last one");
    }

    @Test
    void what_wal_g_stores_for_an_empty_file_is_explained() {
        assertThatThrownBy(() -> opened(KEY, new byte[17]))
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("what WAL-G stores for an empty file that is not compressed");
    }

    @Test
    void another_key_is_told_from_damage_and_named_by_its_fingerprint() throws IOException {
        byte[] stream = written(KEY, HEADER, text(20_000));
        String other = "22".repeat(32);

        assertThatThrownBy(() -> opened(other, stream)).isInstanceOfSatisfying(WrongKeyException.class, wrong -> {
            assertThat(wrong.tried()).singleElement().asString().matches("sodium:[0-9a-f]{8}");
            assertThat(wrong).hasMessageNotContaining(other);
        });
    }

    @Test
    void a_failed_stream_fails_again_when_it_is_read_again() throws IOException {
        byte[] stream = written(KEY, HEADER, text(20_000));
        stream[24 + 8209 + 100] ^= 1;
        try (InputStream in = new SecretStreamInput(new ByteArrayInputStream(stream), SodiumVectorsTest.key(KEY))) {
            assertThat(in.readNBytes(8192)).hasSize(8192);
            Throwable first = catchThrowable(in::read);

            assertThat(first).isInstanceOf(DamagedStreamException.class);
            assertThat(catchThrowable(in::read)).isSameAs(first);
        }
    }

    @Test
    void objects_of_key_services_are_named() {
        byte[] yandex = Arrays.copyOf("yckms".getBytes(StandardCharsets.US_ASCII), 9000);
        byte[] envelope = Arrays.copyOf("envelope-yc-kms".getBytes(StandardCharsets.US_ASCII), 300);
        byte[] aws = new byte[9000];
        aws[0] = 1;
        aws[1] = 2;
        aws[184] = 0x20;

        assertThatThrownBy(() -> opened(KEY, yandex)).hasMessageContaining("Yandex KMS");
        assertThatThrownBy(() -> opened(KEY, envelope)).hasMessageContaining("envelope PGP");
        assertThatThrownBy(() -> opened(KEY, aws)).hasMessageContaining("AWS KMS");
    }

    @Property(tries = 300)
    void noise_is_an_error_of_ours(@ForAll @Size(max = 300) byte[] noise) {
        try {
            opened(KEY, noise);
        } catch (DamagedStreamException | WrongKeyException asPromised) {
            return;
        } catch (IOException e) {
            fail("another kind of exception", e);
        }
        fail("noise was opened");
    }
}
