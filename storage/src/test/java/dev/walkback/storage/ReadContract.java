package dev.walkback.storage;

import static dev.walkback.storage.ContractFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reading and looking at one object. */
interface ReadContract extends ContractFixture {

    @Test
    default void what_was_written_is_read() {
        put("object", "some text");
        assertThat(text("object")).isEqualTo("some text");
    }

    @Test
    default void an_empty_object_is_an_object() {
        put("empty", "");
        assertThat(storage().stat("empty").orElseThrow().size()).isZero();
        assertThat(text("empty")).isEmpty();
    }

    @Test
    default void an_empty_object_has_no_bytes_from_its_start() {
        put("empty", "");
        assertThat(bytes(storage(), "empty", ByteRange.from(0))).isEmpty();
        assertThat(bytes(storage(), "empty", ByteRange.first(5))).isEmpty();
    }

    @Test
    default void a_large_object_is_read_whole() {
        byte[] content = noise(12 * MIB + 1);
        storage().write("large", Content.of(content), Overwrite.ALLOWED);
        assertThat(bytes(storage(), "large", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void a_missing_object_cannot_be_read() {
        assertThatThrownBy(() -> storage().read("missing"))
                .isInstanceOfSatisfying(
                        StorageException.Missing.class,
                        missing -> assertThat(missing.key()).isEqualTo("missing"));
    }

    @Test
    default void a_missing_object_in_a_missing_folder_cannot_be_read() {
        assertThatThrownBy(() -> storage().read("no/such/folder/missing")).isInstanceOf(StorageException.Missing.class);
    }

    @Test
    default void part_of_a_missing_object_is_missing() {
        assertThatThrownBy(() -> storage().read("missing", new ByteRange(5, 5, "etag")))
                .isInstanceOf(StorageException.Missing.class);
    }

    @Test
    default void a_range_begins_at_its_offset() {
        put("object", "0123456789");
        assertThat(bytes(storage(), "object", ByteRange.from(7))).asString().isEqualTo("789");
    }

    @Test
    default void a_range_has_the_length_that_was_asked_for() {
        put("object", "0123456789");
        assertThat(bytes(storage(), "object", new ByteRange(2, 3, null)))
                .asString()
                .isEqualTo("234");
    }

    @Test
    default void a_range_of_one_byte_is_one_byte() {
        put("object", "0123456789");
        assertThat(bytes(storage(), "object", new ByteRange(9, 1, null)))
                .asString()
                .isEqualTo("9");
    }

    @Test
    default void a_range_of_no_length_is_empty() {
        put("object", "0123456789");
        assertThat(bytes(storage(), "object", new ByteRange(3, 0, null))).isEmpty();
    }

    @Test
    default void a_range_of_no_length_of_a_missing_object_is_missing() {
        assertThatThrownBy(() -> storage().read("missing", ByteRange.first(0)))
                .isInstanceOf(StorageException.Missing.class);
    }

    @Test
    default void a_range_that_asks_for_too_much_ends_with_the_object() {
        put("object", "0123456789");
        assertThat(bytes(storage(), "object", new ByteRange(8, 1000, null)))
                .asString()
                .isEqualTo("89");
    }

    @Test
    default void at_the_size_of_the_object_there_are_no_bytes() {
        put("object", "0123456789");
        assertThat(bytes(storage(), "object", ByteRange.from(10))).isEmpty();
    }

    @Test
    default void beyond_the_size_of_the_object_is_rejected() {
        put("object", "0123456789");
        assertThatThrownBy(() -> bytes(storage(), "object", ByteRange.from(11)))
                .isInstanceOf(StorageException.Rejected.class);
    }

    @Test
    default void far_ranges_of_a_large_object_are_its_bytes() {
        byte[] content = noise(8 * MIB);
        storage().write("large", Content.of(content), Overwrite.ALLOWED);
        int from = 5 * MIB + 17;
        assertThat(bytes(storage(), "large", new ByteRange(from, 2 * MIB, null)))
                .isEqualTo(Arrays.copyOfRange(content, from, from + 2 * MIB));
    }

    @Test
    default void an_open_range_knows_the_size_of_the_whole_object() {
        put("object", "0123456789");
        try (OpenObject object = storage().read("object", new ByteRange(2, 3, null))) {
            assertThat(object.info().size()).isEqualTo(10);
            assertThat(object.info().key()).isEqualTo("object");
        }
    }

    @Test
    default void a_range_of_the_object_that_was_looked_at_is_read() {
        ObjectInfo looked = put("object", "0123456789");
        assertThat(bytes(storage(), "object", ByteRange.from(5).of(looked.etag())))
                .asString()
                .isEqualTo("56789");
    }

    @Test
    default void a_range_of_an_object_that_was_replaced_is_refused() {
        ObjectInfo looked = put("object", "first");
        put("object", "second one");
        if (looked.etag() != null) {
            assertThatThrownBy(
                            () -> bytes(storage(), "object", ByteRange.from(1).of(looked.etag())))
                    .isInstanceOf(StorageException.Changed.class);
        } else {
            assertThat(storage().capabilities()).doesNotContain(Capability.ETAGS);
        }
    }

    @Test
    default void who_reads_while_the_object_is_replaced_never_gets_a_mixture() throws Exception {
        byte[] old = new byte[6 * MIB];
        byte[] replacement = noise(6 * MIB);
        storage().write("object", Content.of(old), Overwrite.ALLOWED);
        try (OpenObject object = storage().read("object")) {
            byte[] begin = object.bytes().readNBytes(MIB);
            storage().write("object", Content.of(replacement), Overwrite.ALLOWED);
            byte[] rest = restOrNull(object.bytes());
            assertThat(begin).containsOnly(0);
            assertThat(rest)
                    .satisfiesAnyOf(
                            r -> assertThat(r).isNull(), r -> assertThat(r).isEqualTo(new byte[5 * MIB]));
        }
    }

    /** Null when the storage noticed the change, which it may. */
    private static byte[] restOrNull(InputStream in) throws Exception {
        try {
            return in.readAllBytes();
        } catch (StorageException.Changed noticed) {
            return null;
        }
    }

    @Test
    default void an_object_is_read_by_many_at_once() throws Exception {
        byte[] content = noise(3 * MIB);
        storage().write("object", Content.of(content), Overwrite.ALLOWED);
        List<Callable<byte[]>> readers = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<byte[]>) () -> bytes(storage(), "object", ByteRange.from(i)))
                .toList();
        var read = ContractFixture.atOnce(readers);
        for (int i = 0; i < readers.size(); i++) {
            assertThat(ContractFixture.outcome(read.get(i))).isEqualTo(Arrays.copyOfRange(content, i, content.length));
        }
    }

    @Test
    default void reading_may_stop_early() throws Exception {
        storage().write("large", Content.of(noise(12 * MIB)), Overwrite.ALLOWED);
        for (int i = 0; i < 20; i++) {
            try (OpenObject object = storage().read("large")) {
                assertThat(object.bytes().read()).isNotNegative();
            }
        }
        assertThat(bytes(storage(), "large", ByteRange.first(10))).hasSize(10);
    }

    @Test
    default void an_open_object_may_be_closed_twice() throws Exception {
        put("object", "0123456789");
        OpenObject object = storage().read("object");
        object.bytes().close();
        object.close();
        object.close();
        assertThat(text("object")).hasSize(10);
    }

    @Test
    default void after_the_last_byte_there_is_none_however_often_one_asks() throws Exception {
        put("object", "01");
        try (OpenObject object = storage().read("object")) {
            assertThat(object.bytes().readAllBytes()).hasSize(2);
            assertThat(object.bytes().read()).isNegative();
            assertThat(object.bytes().read(new byte[5])).isNegative();
        }
    }

    @Test
    default void stat_knows_size_and_time() {
        put("object", "0123456789");
        ObjectInfo info = storage().stat("object").orElseThrow();
        assertThat(info.size()).isEqualTo(10);
        assertThat(info.modified()).isAfter(java.time.Instant.EPOCH);
    }

    @Test
    default void stat_of_a_missing_object_is_empty() {
        assertThat(storage().stat("missing")).isEmpty();
        assertThat(storage().stat("no/such/folder/missing")).isEmpty();
    }

    @Test
    default void stat_does_not_take_a_beginning_for_the_key() {
        putAll("folder/object", "folders");
        assertThat(storage().stat("folder")).isEmpty();
        assertThat(storage().stat("folder/obj")).isEmpty();
    }

    @Test
    default void a_folder_cannot_be_read() {
        put("folder/object", "text");
        assertThatThrownBy(() -> storage().read("folder")).isInstanceOf(StorageException.Missing.class);
    }

    @Test
    default void below_an_object_there_is_nothing() {
        put("object", "text");
        assertThat(storage().stat("object/below")).isEmpty();
        assertThatThrownBy(() -> storage().read("object/below")).isInstanceOf(StorageException.Missing.class);
    }

    @Test
    default void stat_and_open_object_and_listing_agree() {
        put("object", "0123456789");
        ObjectInfo stat = storage().stat("object").orElseThrow();
        try (OpenObject object = storage().read("object");
                var listing = storage().list(KeyRange.ALL)) {
            assertThat(List.of(object.info(), listing.findFirst().orElseThrow()))
                    .allSatisfy(info -> {
                        assertThat(info.size()).isEqualTo(stat.size());
                        assertThat(info.modified().getEpochSecond())
                                .isEqualTo(stat.modified().getEpochSecond());
                        assertThat(info.etag()).isIn(stat.etag(), null);
                    });
        }
    }
}
