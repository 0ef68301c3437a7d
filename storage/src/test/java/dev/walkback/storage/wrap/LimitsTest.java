package dev.walkback.storage.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.memory.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LimitsTest {

    private static final Location HERE = new Location("memory://limited");

    private final MemoryStorage memory = new MemoryStorage("limited", Clock.systemUTC());
    private final FakeTime time = new FakeTime();

    private void put(String key, int length) {
        memory.write(key, Content.of(new byte[length]), Overwrite.ALLOWED);
    }

    @Test
    void reading_takes_as_long_as_the_rate_says() throws Exception {
        put("key", 50_000);
        Storage limited = RateLimitedStorage.over((Storage) memory, new RateLimit(10_000, time));
        try (OpenObject object = limited.read("key")) {
            assertThat(object.bytes().readAllBytes()).hasSize(50_000);
        }
        assertThat(time.passed()).isBetween(Duration.ofMillis(4800), Duration.ofMillis(5000));
    }

    @Test
    void writing_takes_as_long_as_the_rate_says() {
        MutableStorage limited = RateLimitedStorage.over(memory, RateLimit.none(), new RateLimit(10_000, time));
        limited.write("key", Content.of(new byte[50_000]), Overwrite.ALLOWED);
        assertThat(time.passed()).isBetween(Duration.ofMillis(4800), Duration.ofMillis(5000));
    }

    @Test
    void what_is_not_used_does_not_pile_up() throws Exception {
        RateLimit limit = new RateLimit(10_000, time);
        time.sleep(Duration.ofHours(1));
        limit.take(1000);
        limit.take(10_000);
        assertThat(time.passed())
                .isBetween(
                        Duration.ofHours(1).plusMillis(900), Duration.ofHours(1).plusMillis(1100));
    }

    @Test
    void a_slow_rate_is_a_steady_one() throws Exception {
        put("key", 2_000);
        Storage limited = RateLimitedStorage.over((Storage) memory, new RateLimit(1000, time));
        try (OpenObject object = limited.read("key")) {
            assertThat(object.bytes().read(new byte[2000])).isEqualTo(100);
        }
    }

    @Test
    void counts_tell_calls_and_bytes() throws Exception {
        Counts counts = new Counts();
        MutableStorage counted = CountingStorage.over(memory, counts);
        counted.write("key", Content.of(new byte[100]), Overwrite.ALLOWED);
        counted.stat("key");
        counted.stat("other");
        try (OpenObject object = counted.read("key")) {
            object.bytes().readNBytes(40);
        }
        assertThat(counts.calls())
                .containsExactlyInAnyOrderEntriesOf(
                        java.util.Map.of(Counts.Call.WRITE, 1L, Counts.Call.STAT, 2L, Counts.Call.READ, 1L));
        assertThat(counts.bytesWritten()).isEqualTo(100);
        assertThat(counts.bytesRead()).isEqualTo(40);
    }

    @Test
    void a_storage_to_look_at_is_not_one_to_change_when_it_is_wrapped() {
        assertThat(CountingStorage.over((Storage) memory, new Counts())).isNotInstanceOf(MutableStorage.class);
    }

    @Test
    void one_thread_that_holds_an_object_open_may_ask_for_more() throws Exception {
        put("key", 10);
        ConcurrencyLimit limit = new ConcurrencyLimit(1);
        MutableStorage limited = ConcurrencyLimitedStorage.over(memory, limit);
        try (OpenObject object = limited.read("key");
                OpenObject second = limited.read("key")) {
            assertThat(limited.stat("key")).isPresent();
            assertThat(object.bytes().readAllBytes()).hasSize(10);
            assertThat(second.bytes().readAllBytes()).hasSize(10);
        }
        assertThat(limit.free()).isEqualTo(1);
    }

    @Test
    void a_listing_between_two_elements_keeps_nobody_waiting() throws Exception {
        put("a", 10);
        put("b", 10);
        MutableStorage limited = ConcurrencyLimitedStorage.over(memory, new ConcurrencyLimit(1));
        try (var listing = limited.list(KeyRange.ALL)) {
            var objects = listing.iterator();
            objects.next();
            Thread other = Thread.ofPlatform().start(() -> limited.stat("b"));
            other.join();
            assertThat(objects.next().key()).isEqualTo("b");
        }
    }

    @Test
    void an_object_that_could_not_be_opened_takes_no_place() {
        ConcurrencyLimit limit = new ConcurrencyLimit(2);
        MutableStorage limited = ConcurrencyLimitedStorage.over(memory, limit);
        assertThatThrownBy(() -> limited.read("missing")).isInstanceOf(StorageException.Missing.class);
        assertThat(limit.free()).isEqualTo(2);
    }

    @Test
    void never_more_than_the_limit_are_under_way() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 200; i++) {
                        try (var _ = limit.enter(HERE, "work")) {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            now.decrementAndGet();
                        }
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(limit.free()).isEqualTo(3);
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_place() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (var _ = limit.enter(HERE, "hold")) {
            Thread waiting = Thread.ofPlatform().start(() -> {
                try (var _ = limit.enter(HERE, "wait")) {
                    throw new AssertionError("there was no place");
                } catch (StorageException.Interrupted e) {
                    interrupted.countDown();
                }
            });
            waiting.interrupt();
            waiting.join();
        }
        assertThat(interrupted.getCount()).isZero();
    }
}
