package dev.walkback.storage.wrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RetryingStorageTest {

    private final MemoryStorage memory = new MemoryStorage("retried", Clock.systemUTC());
    private final Unreliable line = new Unreliable();
    private final FakeTime time = new FakeTime();
    private final MutableStorage storage = RetryingStorage.over(
            line.around((MutableStorage) memory),
            new Retry(5, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(30), time, new Random(1)));

    private ObjectInfo put(String key, String text) {
        return memory.write(key, Content.of(text.getBytes(UTF_8)), Overwrite.ALLOWED);
    }

    private String text(String key) throws IOException {
        try (OpenObject object = storage.read(key)) {
            return new String(object.bytes().readAllBytes(), UTF_8);
        }
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(UTF_8));
    }

    @Test
    void a_storage_that_answers_at_last_is_no_failure() {
        put("key", "text");
        line.failuresBefore.set(4);
        assertThat(storage.stat("key")).isPresent();
    }

    @Test
    void after_the_last_attempt_the_failure_tells_how_many_there_were() {
        line.failuresBefore.set(100);
        assertThatThrownBy(() -> storage.stat("key"))
                .isInstanceOfSatisfying(
                        StorageException.Unreachable.class,
                        e -> assertThat(e.attempts()).isEqualTo(5));
        assertThat(line.calls).hasValue(5);
    }

    @Test
    void a_missing_object_is_missing_after_one_request() {
        assertThatThrownBy(() -> storage.read("missing")).isInstanceOf(StorageException.Missing.class);
        assertThat(line.calls).hasValue(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void pauses_grow_up_to_the_longest_and_are_never_longer() {
        line.failuresBefore.set(100);
        assertThatThrownBy(() -> storage.stat("key")).isInstanceOf(StorageException.Unreachable.class);
        List<Duration> most =
                List.of(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
        for (int i = 0; i < most.size(); i++) {
            assertThat(time.sleeps().get(i)).isBetween(Duration.ZERO, most.get(i));
        }
        assertThat(time.sleeps()).hasSize(4);
    }

    @Test
    void the_total_time_ends_the_attempts() {
        MutableStorage patient = RetryingStorage.over(
                line.around((MutableStorage) memory),
                new Retry(
                        1_000_000,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        time,
                        new Random(1)));
        line.failuresBefore.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> patient.stat("key")).isInstanceOf(StorageException.Unreachable.class);
        assertThat(time.passed()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    @Test
    void an_interrupt_ends_a_pause() {
        line.failuresBefore.set(100);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> storage.delete(List.of("key"))).isInstanceOf(StorageException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_read_goes_on_where_the_line_broke() throws Exception {
        put("key", "0123456789");
        line.brokenStreams.set(3);
        assertThat(text("key")).isEqualTo("0123456789");
        assertThat(line.calls).hasValue(4);
    }

    @Test
    void a_part_goes_on_where_the_line_broke() throws Exception {
        put("key", "0123456789");
        line.brokenStreams.set(1);
        try (OpenObject object = storage.read("key", new ByteRange(2, 5, null))) {
            assertThat(new String(object.bytes().readAllBytes(), UTF_8)).isEqualTo("23456");
        }
    }

    @Test
    void a_read_that_gets_on_a_little_each_time_gets_to_the_end() throws Exception {
        put("key", "x".repeat(300));
        line.brokenStreams.set(90);
        assertThat(text("key")).hasSize(300);
    }

    @Test
    void a_read_that_no_longer_gets_on_is_given_up() throws Exception {
        put("key", "0123456789");
        line.brokenStreams.set(1);
        line.meanwhile = () -> line.failuresBefore.set(100);
        assertThatThrownBy(() -> text("key")).isInstanceOf(StorageException.Unreachable.class);
    }

    @Test
    void two_objects_are_never_joined_into_one() {
        put("key", "0123456789");
        line.brokenStreams.set(1);
        line.meanwhile = () -> put("key", "abcdefghij");
        assertThatThrownBy(() -> text("key")).isInstanceOf(StorageException.Changed.class);
    }

    @Test
    void an_object_deleted_while_it_is_read_has_changed_and_is_not_called_absent() {
        put("key", "0123456789");
        line.brokenStreams.set(1);
        line.meanwhile = () -> memory.delete(List.of("key"));
        assertThatThrownBy(() -> text("key")).isInstanceOf(StorageException.Changed.class);
    }

    @Test
    void a_listing_goes_on_after_its_last_key() {
        List<String> keys = List.of("a", "b", "c", "d", "e/f", "g", "h");
        keys.forEach(key -> put(key, "text"));
        line.brokenStreams.set(2);
        try (var listing = storage.list(KeyRange.ALL)) {
            assertThat(listing.map(ObjectInfo::key)).isEqualTo(keys);
        }
    }

    @Test
    void a_listing_does_not_repeat_its_last_key_when_the_object_was_replaced_meanwhile() {
        List<String> keys = List.of("a", "b", "c", "d", "e");
        keys.forEach(key -> put(key, "text"));
        line.brokenStreams.set(1);
        line.meanwhile = () -> put("c", "another");
        try (var listing = storage.list(KeyRange.ALL)) {
            assertThat(listing.map(ObjectInfo::key)).isEqualTo(keys);
        }
    }

    @Test
    void a_write_is_repeated() throws Exception {
        line.failuresBefore.set(2);
        storage.write("key", content("text"), Overwrite.ALLOWED);
        assertThat(text("key")).isEqualTo("text");
    }

    @Test
    void a_write_that_landed_though_nobody_heard_so_has_succeeded() throws Exception {
        line.lostAnswers.set(1);
        ObjectInfo written = storage.write("key", content("text"), Overwrite.REFUSED);
        assertThat(written).isEqualTo(memory.stat("key").orElseThrow());
        assertThat(text("key")).isEqualTo("text");
    }

    @Test
    void made_content_that_landed_though_it_comes_out_differently_each_time_has_succeeded() {
        AtomicInteger nonce = new AtomicInteger();
        Content.Produced encrypted = sink -> sink.write(("text " + nonce.incrementAndGet()).getBytes(UTF_8));
        line.lostAnswers.set(1);
        ObjectInfo written = storage.write("key", encrypted, Overwrite.REFUSED);
        assertThat(written).isEqualTo(memory.stat("key").orElseThrow());
    }

    @Test
    void an_object_of_another_that_came_while_the_line_was_broken_exists() throws Exception {
        line.failuresBefore.set(1);
        line.meanwhile = () -> put("key", "mine");
        assertThatThrownBy(() -> storage.write("key", content("text"), Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);
        assertThat(text("key")).isEqualTo("mine");
    }

    @Test
    void made_content_that_was_never_sent_whole_is_not_what_is_there() {
        line.failuresBefore.set(1);
        line.meanwhile = () -> put("key", "text");
        Content.Produced made = sink -> sink.write("other".getBytes(UTF_8));
        assertThatThrownBy(() -> storage.write("key", made, Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);
    }

    @Test
    void an_object_that_was_there_before_exists_after_one_request() {
        put("key", "text");
        assertThatThrownBy(() -> storage.write("key", content("text"), Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);
        assertThat(line.calls).hasValue(1);
    }

    @Test
    void content_that_can_be_read_once_is_not_sent_half() {
        Unreliable breaking = new Unreliable();
        breaking.lostAnswers.set(1);
        MutableStorage once = RetryingStorage.over(breaking.around((MutableStorage) memory), Retry.standard());
        assertThatThrownBy(() -> once.write(
                        "key", Content.once(new ByteArrayInputStream("text".getBytes(UTF_8))), Overwrite.ALLOWED))
                .isInstanceOf(StorageException.Unreachable.class);
        assertThat(breaking.calls).hasValue(1);
    }

    @Test
    void content_that_nobody_began_to_read_can_still_be_sent() throws Exception {
        line.failuresBefore.set(1);
        storage.write("key", Content.once(new ByteArrayInputStream("text".getBytes(UTF_8))), Overwrite.ALLOWED);
        assertThat(text("key")).isEqualTo("text");
    }

    @Test
    void a_copy_that_landed_though_nobody_heard_so_has_succeeded() throws Exception {
        put("from", "text");
        line.lostAnswers.set(1);
        storage.copy("from", "to", Overwrite.REFUSED);
        assertThat(text("to")).isEqualTo("text");
    }

    @Test
    void a_deletion_is_repeated() {
        put("key", "text");
        line.lostAnswers.set(1);
        assertThat(storage.delete(List.of("key")).failed()).isEmpty();
        assertThat(memory.stat("key")).isEmpty();
    }
}
