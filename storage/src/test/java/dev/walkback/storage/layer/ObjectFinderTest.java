package dev.walkback.storage.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.memory.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectFinderTest {

    private static final String NAME = "wal_005/000000010000000000000003";

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final MemoryStorage memory = new MemoryStorage("archive", new Ticking());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_object_is_found_by_any_extension(boolean listing) {
        for (String extension : new String[] {".lz4", ".lzma", ".gz", ".br", ".lzo", ".zst", ""}) {
            write(NAME + extension);

            assertThat(new ObjectFinder(new Asked(listing)).find(NAME).objects())
                    .extracting(ObjectInfo::key)
                    .containsExactly(NAME + extension);
            memory.delete(Set.of(NAME + extension));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void two_objects_for_one_name_are_both_found_in_wal_g_s_order_and_the_newest_is_known(boolean listing) {
        write(NAME + ".lz4");
        write(NAME + ".zst");

        FoundObjects found = new ObjectFinder(new Asked(listing)).find(NAME);

        assertThat(found.objects()).extracting(ObjectInfo::key).containsExactly(NAME + ".lz4", NAME + ".zst");
        assertThat(found.first()).map(ObjectInfo::key).contains(NAME + ".lz4");
        assertThat(found.newest()).map(ObjectInfo::key).contains(NAME + ".zst");
        assertThat(found.isAmbiguous()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neighbours_are_not_taken_for_the_object(boolean listing) {
        write(NAME + ".partial.lz4");
        write(NAME + ".00000028.backup.lz4");
        write(NAME + "/folder.lz4");
        write(NAME + "0.lz4");
        write(NAME + ".lz4.tmp");

        assertThat(new ObjectFinder(new Asked(listing)).find(NAME).isMissing()).isTrue();
    }

    @Test
    void a_missing_object_costs_one_request_where_a_prefix_is_cheap_to_list() {
        Asked storage = new Asked(true);

        assertThat(new ObjectFinder(storage).find(NAME).isMissing()).isTrue();
        assertThat(storage.listings).hasValue(1);
        assertThat(storage.stats).hasValue(0);
    }

    @Test
    void elsewhere_all_questions_are_asked_at_the_same_time() {
        Asked storage = new Asked(false);
        // each answer waits for all the others' questions: asked one after the other, none would come
        storage.together = new CountDownLatch(7);

        assertThat(new ObjectFinder(storage).find(NAME).isMissing()).isTrue();
        assertThat(storage.stats).hasValue(7);
        assertThat(storage.listings).hasValue(0);
    }

    @Test
    void an_answer_that_cannot_be_had_is_not_missing() {
        Asked storage = new Asked(false);
        storage.unreachable = NAME + ".zst";

        assertThatThrownBy(() -> new ObjectFinder(storage).find(NAME)).isInstanceOf(StorageException.Unreachable.class);
    }

    @Test
    void an_interrupted_search_stops_and_keeps_the_flag() {
        Asked storage = new Asked(false);
        storage.together = new CountDownLatch(8);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new ObjectFinder(storage).find(NAME)).isInstanceOf(StorageException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void write(String key) {
        memory.write(key, Content.of(new byte[] {1}), Overwrite.ALLOWED);
    }

    /** Each write is a second later than the one before. */
    private final class Ticking extends Clock {

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Counts what the finder asks, and can make answers wait for each other. */
    private final class Asked implements Storage {

        private final boolean cheapListing;
        private final AtomicInteger listings = new AtomicInteger();
        private final AtomicInteger stats = new AtomicInteger();
        private CountDownLatch together = new CountDownLatch(0);
        private String unreachable = "";

        Asked(boolean cheapListing) {
            this.cheapListing = cheapListing;
        }

        @Override
        public Set<Capability> capabilities() {
            return cheapListing ? Set.of(Capability.CHEAP_PREFIX_LISTING) : Set.of();
        }

        @Override
        public Stream<ObjectInfo> list(KeyRange range) {
            listings.incrementAndGet();
            return memory.list(range);
        }

        @Override
        public Optional<ObjectInfo> stat(String key) {
            stats.incrementAndGet();
            together.countDown();
            try {
                if (!together.await(30, TimeUnit.SECONDS)) {
                    throw new AssertionError("the questions were not asked at the same time");
                }
            } catch (InterruptedException e) {
                throw new StorageException.Interrupted(location(), "stat " + key, e);
            }
            if (key.equals(unreachable)) {
                throw new StorageException.Unreachable(location(), "stat " + key, "nobody answered", null);
            }
            return memory.stat(key);
        }

        @Override
        public Location location() {
            return memory.location();
        }

        @Override
        public Stream<Entry> entries(String folder) {
            return memory.entries(folder);
        }

        @Override
        public OpenObject read(String key, ByteRange range) {
            return memory.read(key, range);
        }

        @Override
        public void close() {
            memory.close();
        }
    }
}
