package dev.walkback.storage;

import static dev.walkback.storage.ContractFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every kind of content is stored whole, and content that breaks off is not stored at all. */
interface ContentContract extends ContractFixture {

    @Test
    default void bytes_of_known_number_in_many_parts_are_stored() {
        byte[] content = noise(25 * MIB + 3);
        storage().write("object", Content.of(content), Overwrite.ALLOWED);
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void a_file_is_stored() throws Exception {
        byte[] content = noise(6 * MIB + 1);
        Path file = Files.createTempFile("content", ".bin");
        try {
            Files.write(file, content);
            storage().write("object", Content.of(file), Overwrite.ALLOWED);
        } finally {
            Files.delete(file);
        }
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void bytes_of_unknown_number_in_many_parts_are_stored() {
        byte[] content = noise(25 * MIB + 3);
        storage().write("object", (Content.Produced) sink -> sink.write(content), Overwrite.ALLOWED);
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void bytes_of_unknown_number_that_fill_their_parts_exactly_are_stored() {
        byte[] content = noise(10 * MIB);
        storage().write("object", (Content.Produced) sink -> sink.write(content), Overwrite.REFUSED);
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void no_bytes_of_unknown_number_are_an_empty_object() {
        storage().write("object", (Content.Produced) sink -> {}, Overwrite.ALLOWED);
        assertThat(storage().stat("object").orElseThrow().size()).isZero();
    }

    @Test
    default void bytes_that_can_be_read_once_are_stored() {
        byte[] content = noise(12 * MIB);
        storage().write("object", Content.once(new ByteArrayInputStream(content)), Overwrite.ALLOWED);
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void content_may_come_byte_by_byte_and_in_odd_pieces() {
        byte[] content = noise(300_001);
        Content.Produced pieces = sink -> {
            for (int i = 0; i < 1000; i++) {
                sink.write(content[i]);
            }
            sink.flush();
            sink.write(content, 1000, 0);
            sink.write(content, 1000, 299_000);
            sink.flush();
            sink.write(Arrays.copyOfRange(content, 300_000, 300_001));
        };
        storage().write("object", pieces, Overwrite.ALLOWED);
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void content_that_fails_at_once_is_not_stored() {
        assertThatThrownBy(() -> storage().write("object", failingAfter(0), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the content broke off");
        assertNothingVisible("object");
    }

    @Test
    default void content_that_fails_after_some_bytes_is_not_stored() {
        assertThatThrownBy(() -> storage().write("folder/object", failingAfter(1000), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class);
        assertNothingVisible("folder/object");
    }

    @Test
    default void content_that_fails_after_several_parts_is_not_stored() {
        assertThatThrownBy(() -> storage().write("object", failingAfter(17 * MIB), Overwrite.REFUSED))
                .isInstanceOf(UncheckedIOException.class);
        assertNothingVisible("object");
    }

    @Test
    default void content_that_fails_leaves_the_old_object() {
        put("object", "old");
        assertThatThrownBy(() -> storage().write("object", failingAfter(17 * MIB), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(text("object")).isEqualTo("old");
    }

    @Test
    default void content_with_a_bug_is_not_stored_and_the_bug_is_seen() {
        Content.Produced buggy = sink -> {
            sink.write(noise(6 * MIB));
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(() -> storage().write("object", buggy, Overwrite.ALLOWED))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        assertNothingVisible("object");
    }

    @Test
    default void content_that_runs_out_of_memory_is_not_stored() {
        Content.Produced failing = sink -> {
            sink.write(new byte[100]);
            throw new OutOfMemoryError("of the content");
        };
        assertThatThrownBy(() -> storage().write("object", failing, Overwrite.ALLOWED))
                .isInstanceOf(OutOfMemoryError.class);
        assertNothingVisible("object");
    }

    @Test
    default void content_that_cannot_be_opened_is_not_stored() {
        assertThatThrownBy(() -> storage().write("object", stored(100, null), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class);
        assertNothingVisible("object");
    }

    @Test
    default void content_that_is_shorter_than_it_said_is_not_stored() {
        assertThatThrownBy(() -> storage().write("object", stored(100, new byte[99]), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class);
        assertNothingVisible("object");
    }

    @Test
    default void large_content_that_is_shorter_than_it_said_is_not_stored() {
        assertThatThrownBy(() -> storage().write("object", stored(13 * MIB, noise(12 * MIB)), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class);
        assertNothingVisible("object");
    }

    @Test
    default void content_that_breaks_off_while_it_is_read_is_not_stored() {
        assertThatThrownBy(() -> storage().write("object", breakingOff(), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the content broke off");
        assertNothingVisible("object");
    }

    @Test
    default void content_that_has_grown_is_stored_as_long_as_it_said() {
        storage().write("object", stored(100, noise(5000)), Overwrite.ALLOWED);
        assertThat(bytes(storage(), "object", ByteRange.ALL)).isEqualTo(Arrays.copyOf(noise(5000), 100));
    }

    @Test
    default void after_content_that_failed_the_same_storage_goes_on() {
        assertThatThrownBy(() -> storage().write("object", failingAfter(7 * MIB), Overwrite.ALLOWED))
                .isInstanceOf(UncheckedIOException.class);
        put("object", "text");
        assertThat(text("object")).isEqualTo("text");
    }

    private static Content.Produced failingAfter(int bytes) {
        return new Content.Produced() {
            @Override
            public void writeTo(OutputStream sink) throws IOException {
                sink.write(noise(bytes));
                throw new IOException("the content broke off");
            }
        };
    }

    /** Content that claims a length, and has other bytes; null cannot be opened at all. */
    private static Content.Stored stored(long claimed, byte[] bytes) {
        return new Content.Stored() {
            @Override
            public long length() {
                return claimed;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                if (bytes == null) {
                    throw new IOException("the content cannot be opened");
                }
                int from = (int) Math.min(offset, bytes.length);
                return new ByteArrayInputStream(bytes, from, bytes.length - from);
            }
        };
    }

    private static Content.Stored breakingOff() {
        return new Content.Stored() {
            @Override
            public long length() {
                return 5000;
            }

            @Override
            public InputStream open(long offset) {
                InputStream begin = new ByteArrayInputStream(noise(1000));
                return new SequenceInputStream(begin, new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the content broke off");
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        return read();
                    }
                });
            }
        };
    }
}
