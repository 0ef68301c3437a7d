package dev.walkback.engine.push.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.archive.Inventory;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.push.lock.PushLock.Manner;
import dev.walkback.engine.push.lock.document.LockDocument;
import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.Deletion;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Location;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushLockTest {

    private static final SystemIdentifier SYSTEM = new SystemIdentifier(7361234567890123456L);
    private static final String KEY = "walkback_push_lock_7361234567890123456.json";
    private static final Neighbours NOBODY = (process, incarnation) -> false;
    private static final Neighbours ALL_ALIVE = (process, incarnation) -> true;
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    @Test
    void a_second_push_of_the_same_cluster_is_refused_and_told_who_the_first_is() {
        try (LocalStorage storage = storage();
                PushLock first = take(storage, holder("db1", "boot-1", 17, "first"), ALL_ALIVE, Manner.CAREFUL)) {
            first.making("base_000000010000000000000003");
            LockedException refused = catchThrowableOfType(
                    LockedException.class,
                    () -> take(storage, holder("db1", "boot-1", 18, "second"), ALL_ALIVE, Manner.CAREFUL));
            assertThat(refused.holder())
                    .hasValueSatisfying(holder -> assertThat(holder.process()).isEqualTo(17));
            assertThat(refused.holder().orElseThrow().backup()).isEqualTo("base_000000010000000000000003");
            assertThat(refused.isHere()).isTrue();
        }
    }

    @Test
    void another_cluster_in_the_same_archive_has_a_lock_of_its_own() {
        try (LocalStorage storage = storage();
                PushLock first = take(storage, holder("db1", "boot-1", 17, "first"), ALL_ALIVE, Manner.CAREFUL);
                PushLock other = PushLock.take(
                        storage,
                        holder("db1", "boot-1", 18, "other"),
                        new SystemIdentifier(42),
                        ALL_ALIVE,
                        Manner.CAREFUL)) {
            first.confirm();
            other.confirm();
        }
    }

    @Test
    void a_lock_that_is_given_back_leaves_nothing_behind() throws IOException {
        try (LocalStorage storage = storage()) {
            take(storage, holder("db1", "boot-1", 17, "first"), NOBODY, Manner.CAREFUL)
                    .close();
            assertThat(storage.stat(KEY)).isEmpty();
        }
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void what_a_crash_left_on_this_machine_is_taken_over_at_once() {
        try (LocalStorage storage = storage()) {
            left(storage, holder("db1", "boot-1", 17, "crashed"));
            try (PushLock mine = take(storage, holder("db1", "boot-1", 18, "next"), NOBODY, Manner.CAREFUL)) {
                assertThat(mine.before())
                        .hasValueSatisfying(before -> assertThat(before.token()).isEqualTo("crashed"));
                mine.confirm();
            }
        }
    }

    @Test
    void a_process_of_the_same_number_on_another_machine_says_nothing() {
        try (LocalStorage storage = storage()) {
            left(storage, holder("db1", "boot-1", 17, "elsewhere"));
            assertThatThrownBy(() -> take(storage, holder("db1", "boot-2", 18, "next"), NOBODY, Manner.CAREFUL))
                    .isInstanceOf(LockedException.class);
        }
    }

    @Test
    void silence_is_measured_by_the_storages_own_time_and_not_by_what_the_lock_says() throws IOException {
        try (LocalStorage storage = storage()) {
            LockHolder ahead = new LockHolder(
                    "db2", "boot-2", 17, "1", Instant.parse("2099-01-01T00:00:00Z"), "", "clock runs ahead");
            left(storage, ahead);
            Files.setLastModifiedTime(
                    folder.resolve(KEY),
                    FileTime.from(Files.getLastModifiedTime(folder.resolve(KEY))
                            .toInstant()
                            .minus(PushLock.SILENCE)
                            .minusSeconds(1)));
            try (PushLock mine = take(storage, holder("db1", "boot-1", 18, "next"), ALL_ALIVE, Manner.CAREFUL)) {
                mine.confirm();
            }
        }
    }

    @Test
    void one_who_was_heard_of_a_while_ago_is_not_gone_yet() throws IOException {
        try (LocalStorage storage = storage()) {
            left(storage, holder("db2", "boot-2", 17, "elsewhere"));
            Files.setLastModifiedTime(
                    folder.resolve(KEY),
                    FileTime.from(Files.getLastModifiedTime(folder.resolve(KEY))
                            .toInstant()
                            .minus(PushLock.SILENCE)
                            .plusSeconds(30)));
            LockedException refused = catchThrowableOfType(
                    LockedException.class,
                    () -> take(storage, holder("db1", "boot-1", 18, "next"), ALL_ALIVE, Manner.CAREFUL));
            assertThat(refused.silent()).isGreaterThan(Duration.ofMinutes(14));
            assertThat(refused.isHere()).isFalse();
        }
    }

    @Test
    void somebody_who_knows_can_take_it_over() {
        try (LocalStorage storage = storage()) {
            left(storage, holder("db2", "boot-2", 17, "elsewhere"));
            try (PushLock mine = take(storage, holder("db1", "boot-1", 18, "next"), ALL_ALIVE, Manner.TAKE_OVER)) {
                mine.confirm();
            }
        }
    }

    @Test
    void an_object_that_is_no_lock_is_treated_as_one_that_nobody_can_be_seen_to_hold() {
        try (LocalStorage storage = storage()) {
            storage.write(KEY, Content.of("}".getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
            LockedException refused = catchThrowableOfType(
                    LockedException.class,
                    () -> take(storage, holder("db1", "boot-1", 18, "next"), NOBODY, Manner.CAREFUL));
            assertThat(refused.holder()).isEmpty();
        }
    }

    @Test
    void who_lost_it_learns_of_it_and_leaves_the_others_alone() {
        try (LocalStorage storage = storage()) {
            PushLock first = take(storage, holder("db1", "boot-1", 17, "first"), ALL_ALIVE, Manner.CAREFUL);
            try (PushLock other = take(storage, holder("db2", "boot-2", 18, "other"), ALL_ALIVE, Manner.TAKE_OVER)) {
                assertThatThrownBy(first::confirm).isInstanceOf(LockLostException.class);
                first.close();
                other.confirm();
            }
        }
    }

    @Test
    void of_two_that_take_over_together_the_last_one_has_it() {
        try (LocalStorage storage = storage()) {
            left(storage, holder("db1", "boot-1", 16, "crashed"));
            LockHolder second = holder("db1", "boot-1", 18, "second");
            assertThatThrownBy(() -> PushLock.take(
                            storage,
                            holder("db1", "boot-1", 17, "first"),
                            SYSTEM,
                            NOBODY,
                            Manner.CAREFUL,
                            settling -> left(storage, second),
                            NEVER))
                    .isInstanceOf(LockedException.class);
        }
    }

    @Test
    void a_storage_that_cannot_refuse_at_once_is_looked_at_again() {
        try (MutableStorage storage = new Unhurried(new MemoryStorage("memory", Clock.systemUTC()))) {
            LockHolder second = holder("db1", "boot-1", 18, "second");
            assertThatThrownBy(() -> PushLock.take(
                            storage,
                            holder("db1", "boot-1", 17, "first"),
                            SYSTEM,
                            NOBODY,
                            Manner.CAREFUL,
                            settling -> storage.write(KEY, Content.of(LockDocument.bytes(second)), Overwrite.ALLOWED),
                            NEVER))
                    .isInstanceOf(LockedException.class);
        }
    }

    @Test
    void it_is_written_anew_as_long_as_it_is_held() throws Exception {
        try (LocalStorage storage = storage()) {
            AtomicInteger beats = new AtomicInteger();
            try (PushLock mine = PushLock.take(
                    storage,
                    holder("db1", "boot-1", 17, "first"),
                    SYSTEM,
                    NOBODY,
                    Manner.CAREFUL,
                    settling -> {},
                    Duration.ofMillis(5))) {
                FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
                while (beats.get() < 2) {
                    Files.setLastModifiedTime(folder.resolve(KEY), old);
                    while (Files.getLastModifiedTime(folder.resolve(KEY)).equals(old)) {
                        Thread.onSpinWait();
                    }
                    beats.incrementAndGet();
                }
                mine.confirm();
            }
            assertThat(beats).hasValue(2);
        }
    }

    @Test
    void a_lock_is_no_finding_and_makes_no_archive_of_an_empty_storage() {
        try (LocalStorage storage = storage();
                PushLock mine = take(storage, holder("db1", "boot-1", 17, "first"), NOBODY, Manner.CAREFUL)) {
            Archive archive = ArchiveReader.plain(Clock.systemUTC()).read(storage, Layers.unencrypted());
            assertThat(archive.findings()).extracting(Finding::code).containsExactly(FindingCode.STORAGE_EMPTY);
            assertThat(archive.inventory().count(Inventory.Kind.OWN).objects()).isEqualTo(1);
            mine.confirm();
        }
    }

    /** A storage that looks before it writes, and so cannot tell two writers apart. */
    private record Unhurried(MutableStorage storage) implements MutableStorage {

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ObjectInfo write(String key, Content content, Overwrite overwrite) {
            return storage.write(key, content, overwrite);
        }

        @Override
        public ObjectInfo copy(String from, String to, Overwrite overwrite) {
            return storage.copy(from, to, overwrite);
        }

        @Override
        public Deletion delete(Collection<String> keys) {
            return storage.delete(keys);
        }

        @Override
        public Location location() {
            return storage.location();
        }

        @Override
        public Stream<ObjectInfo> list(KeyRange range) {
            return storage.list(range);
        }

        @Override
        public Stream<Entry> entries(String within) {
            return storage.entries(within);
        }

        @Override
        public Optional<ObjectInfo> stat(String key) {
            return storage.stat(key);
        }

        @Override
        public OpenObject read(String key, ByteRange range) {
            return storage.read(key, range);
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private LocalStorage storage() {
        return new LocalStorage(folder, Links.INSIDE, Clock.systemUTC());
    }

    private static PushLock take(LocalStorage storage, LockHolder me, Neighbours neighbours, Manner manner) {
        return PushLock.take(storage, me, SYSTEM, neighbours, manner, settling -> {}, NEVER);
    }

    private static void left(LocalStorage storage, LockHolder holder) {
        storage.write(KEY, Content.of(LockDocument.bytes(holder)), Overwrite.ALLOWED);
    }

    private static LockHolder holder(String host, String machine, long process, String token) {
        return new LockHolder(
                host, machine, process, "ticks-" + process, Instant.parse("2026-11-21T22:00:00Z"), "", token);
    }
}
