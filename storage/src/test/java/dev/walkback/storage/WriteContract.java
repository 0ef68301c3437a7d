package dev.walkback.storage;

import static dev.walkback.storage.ContractFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who wins when two write, what a refusal to overwrite means, and what others see meanwhile. */
interface WriteContract extends ContractFixture {

    @Test
    default void a_write_answers_what_stat_will_say() {
        ObjectInfo written = put("folder/object", "0123456789");
        ObjectInfo stat = storage().stat("folder/object").orElseThrow();
        assertThat(written.key()).isEqualTo("folder/object");
        assertThat(written.size()).isEqualTo(10);
        assertThat(written.etag()).isEqualTo(stat.etag());
    }

    @Test
    default void what_one_client_wrote_another_reads() throws Exception {
        put("object", "text");
        try (MutableStorage other = place().open()) {
            assertThat(bytes(other, "object", ByteRange.ALL)).asString().isEqualTo("text");
            assertThat(keys(other, KeyRange.ALL)).containsExactly("object");
        }
    }

    @Test
    default void a_write_replaces_the_whole_object() {
        put("object", "a long text that was there before");
        put("object", "short");
        assertThat(text("object")).isEqualTo("short");
        assertThat(keys(KeyRange.ALL)).containsExactly("object");
    }

    @Test
    default void replacing_an_object_changes_its_etag() {
        ObjectInfo first = put("object", "first");
        ObjectInfo second = put("object", "second");
        if (first.etag() != null) {
            assertThat(second.etag()).isNotEqualTo(first.etag());
        } else {
            assertThat(storage().capabilities()).doesNotContain(Capability.ETAGS);
        }
    }

    @Test
    default void overwriting_is_refused_when_it_is_to_be() {
        put("object", "first");
        assertThatThrownBy(() -> storage().write("object", Content.of(new byte[3]), Overwrite.REFUSED))
                .isInstanceOfSatisfying(
                        StorageException.Exists.class,
                        exists -> assertThat(exists.key()).isEqualTo("object"));
        assertThat(text("object")).isEqualTo("first");
    }

    @Test
    default void overwriting_with_content_of_unknown_length_is_refused_too() {
        put("object", "first");
        Content.Produced content = sink -> sink.write(noise(7 * MIB));
        assertThatThrownBy(() -> storage().write("object", content, Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);
        assertThat(text("object")).isEqualTo("first");
        assertThat(keys(KeyRange.ALL)).containsExactly("object");
    }

    @Test
    default void a_refusal_to_overwrite_lets_a_new_object_be_written() {
        storage()
                .write(
                        "object",
                        Content.of("new".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        Overwrite.REFUSED);
        assertThat(text("object")).isEqualTo("new");
    }

    @Test
    default void an_empty_object_is_not_overwritten_either() {
        put("object", "");
        assertThatThrownBy(() -> storage().write("object", Content.of(new byte[0]), Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);
    }

    @Test
    default void of_many_writers_at_once_a_whole_one_wins() throws Exception {
        var writes = ContractFixture.atOnce(IntStream.range(0, 8)
                .mapToObj(i -> (Callable<ObjectInfo>) () -> storage().write("object", filledWith(i), Overwrite.ALLOWED))
                .toList());
        writes.forEach(ContractFixture::outcome);
        byte[] winner = bytes(storage(), "object", ByteRange.ALL);
        assertThat(winner).hasSize(256 * 1024).containsOnly(winner[0]);
        assertThat(keys(KeyRange.ALL)).containsExactly("object");
    }

    @Test
    default void of_many_writers_that_must_not_overwrite_one_succeeds() throws Exception {
        var writes = ContractFixture.atOnce(IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Boolean>) () -> wasFirst(filledWith(i)))
                .toList());
        long winners = writes.stream().filter(ContractFixture::outcome).count();
        if (storage().capabilities().contains(Capability.ATOMIC_REFUSAL)) {
            assertThat(winners).isEqualTo(1);
        } else {
            assertThat(winners).isPositive();
        }
        byte[] winner = bytes(storage(), "object", ByteRange.ALL);
        assertThat(winner).hasSize(256 * 1024).containsOnly(winner[0]);
    }

    private boolean wasFirst(Content content) {
        try {
            storage().write("object", content, Overwrite.REFUSED);
            return true;
        } catch (StorageException.Exists late) {
            return false;
        }
    }

    private static Content filledWith(int value) {
        byte[] bytes = new byte[256 * 1024];
        java.util.Arrays.fill(bytes, (byte) value);
        return Content.of(bytes);
    }

    @Test
    default void while_an_object_is_written_nobody_sees_it() throws Exception {
        CountDownLatch halfWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Content.Produced content = sink -> {
            sink.write(noise(6 * MIB));
            sink.flush();
            halfWay.countDown();
            awaitQuietly(goOn);
            sink.write(noise(6 * MIB));
        };
        Thread writer = Thread.ofPlatform().start(() -> storage().write("folder/object", content, Overwrite.ALLOWED));
        halfWay.await();
        try {
            assertNothingVisible("folder/object");
            assertThat(objectsIn("folder/")).isEmpty();
        } finally {
            goOn.countDown();
            writer.join();
        }
        assertThat(storage().stat("folder/object").orElseThrow().size()).isEqualTo(12L * MIB);
    }

    @Test
    default void while_an_object_is_replaced_the_old_one_is_read() throws Exception {
        put("object", "old");
        CountDownLatch halfWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Content.Produced content = sink -> {
            sink.write(noise(6 * MIB));
            sink.flush();
            halfWay.countDown();
            awaitQuietly(goOn);
        };
        Thread writer = Thread.ofPlatform().start(() -> storage().write("object", content, Overwrite.ALLOWED));
        halfWay.await();
        try {
            assertThat(text("object")).isEqualTo("old");
        } finally {
            goOn.countDown();
            writer.join();
        }
        assertThat(storage().stat("object").orElseThrow().size()).isEqualTo(6L * MIB);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    default void a_copy_has_the_same_bytes_and_leaves_the_original() {
        put("from/object", "text");
        ObjectInfo copy = storage().copy("from/object", "to/copy", Overwrite.ALLOWED);
        assertThat(copy.key()).isEqualTo("to/copy");
        assertThat(copy.size()).isEqualTo(4);
        assertThat(text("to/copy")).isEqualTo("text");
        assertThat(text("from/object")).isEqualTo("text");
    }

    @Test
    default void a_large_copy_is_whole() {
        byte[] content = noise(11 * MIB);
        storage().write("large", Content.of(content), Overwrite.ALLOWED);
        storage().copy("large", "copy", Overwrite.REFUSED);
        assertThat(bytes(storage(), "copy", ByteRange.ALL)).isEqualTo(content);
    }

    @Test
    default void odd_keys_are_copied() {
        List<String> odd = OddKeys.ALL.stream()
                .filter(key -> !place().keysItCannotHold().containsKey(key))
                .toList();
        putAll(odd);
        assertThat(odd).allSatisfy(key -> {
            storage().copy(key, "copy", Overwrite.ALLOWED);
            assertThat(text("copy")).isEqualTo(key);
        });
    }

    @Test
    default void a_missing_object_cannot_be_copied() {
        assertThatThrownBy(() -> storage().copy("missing", "copy", Overwrite.ALLOWED))
                .isInstanceOfSatisfying(
                        StorageException.Missing.class,
                        missing -> assertThat(missing.key()).isEqualTo("missing"));
        assertNothingVisible("copy");
    }

    @Test
    default void a_copy_may_replace_an_object() {
        putAll("one", "two");
        storage().copy("one", "two", Overwrite.ALLOWED);
        assertThat(text("two")).isEqualTo("one");
    }

    @Test
    default void a_copy_does_not_replace_an_object_when_it_must_not() {
        putAll("one", "two");
        assertThatThrownBy(() -> storage().copy("one", "two", Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);
        assertThat(text("two")).isEqualTo("two");
    }

    @Test
    default void an_object_copied_onto_itself_stays() {
        put("object", "text");
        storage().copy("object", "object", Overwrite.ALLOWED);
        assertThat(text("object")).isEqualTo("text");
    }
}
