package dev.walkback.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupKeys;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.plan.objects.CopyObject;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.testing.PackedArchive;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveCopyTest {

    private static final BackupName DELTA = new BackupName("base_000000010000000000000009_D_000000010000000000000006");
    private static final int DELTAS_OBJECTS = 24;

    private final Storage from = new LocalStorage(
            PackedArchive.named("lz4-delta-chain").shared().resolve("storage"), Links.INSIDE, Clock.systemUTC());
    private MemoryStorage to;

    @BeforeEach
    void make_the_target() {
        to = new MemoryStorage("to", Clock.systemUTC());
    }

    private ArchiveCopy plan(boolean history) {
        return ArchiveCopying.plan(from, to, new CopyRequest(List.of(DELTA), SegmentSize.USUAL, history));
    }

    private void copy(List<CopyObject> steps) throws InterruptedException {
        ContentSink sink =
                new ContentSink(to, Layers.unencrypted(), Codecs.named("none").orElseThrow());
        new ArchiveCopyExecutor(from, sink, 4, moved -> {}).perform(steps);
    }

    private List<String> keys() {
        return to.list(KeyRange.ALL).map(ObjectInfo::key).toList();
    }

    private void put(String key, String text) {
        to.write(key, Content.of(text.getBytes(StandardCharsets.UTF_8)), Overwrite.ALLOWED);
    }

    @Test
    void sentinels_come_after_all_else_and_parents_before_children() {
        List<String> keys =
                plan(false).plan().steps().stream().map(CopyObject::object).toList();
        assertThat(keys.subList(keys.size() - 3, keys.size()))
                .containsExactly(
                        "basebackups_005/base_000000010000000000000003_backup_stop_sentinel.json",
                        "basebackups_005/base_000000010000000000000006_D_000000010000000000000003_backup_stop_sentinel.json",
                        "basebackups_005/" + DELTA + "_backup_stop_sentinel.json");
        assertThat(keys.subList(keys.size() - 6, keys.size() - 3)).allMatch(key -> key.endsWith("/metadata.json"));
        assertThat(keys.subList(0, keys.size() - 6))
                .noneMatch(key -> key.endsWith("metadata.json") && !key.endsWith("files_metadata.json"));
    }

    /** All places at which it can be broken off. */
    static List<Integer> places() {
        return IntStream.rangeClosed(0, DELTAS_OBJECTS).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void broken_off_anywhere_there_are_whole_backups_only_and_the_next_run_finishes(int done) throws Exception {
        List<CopyObject> steps = plan(false).plan().steps();
        assertThat(steps).hasSize(DELTAS_OBJECTS);
        copy(steps.subList(0, done));

        List<String> there = keys();
        there.stream()
                .filter(BackupKeys::isSentinel)
                .forEach(sentinel -> assertThat(ArchiveCopying.plan(
                                        from,
                                        to,
                                        new CopyRequest(
                                                List.of(BackupKeys.named(sentinel)
                                                        .orElseThrow()),
                                                SegmentSize.USUAL,
                                                false))
                                .plan()
                                .steps())
                        .as("what " + sentinel + " lacks")
                        .isEmpty());

        ArchiveCopy again = plan(false);
        assertThat(again.equal()).isEqualTo(done);
        copy(again.plan().steps());
        assertThat(plan(false).plan().steps()).isEmpty();
    }

    @Test
    void what_dies_on_the_way_leaves_no_sentinel_and_is_gone_on_with() throws Exception {
        List<CopyObject> steps = plan(false).plan().steps();
        Random random = new Random(7);
        for (int round = 0; round < 8; round++) {
            int before = keys().size();
            DyingStorage dying = new DyingStorage(to, random.nextInt(1, 4));
            ContentSink sink = new ContentSink(
                    dying, Layers.unencrypted(), Codecs.named("none").orElseThrow());
            List<CopyObject> left = plan(false).plan().steps();
            if (left.size() <= 3) {
                break;
            }
            assertThatThrownBy(() -> new ArchiveCopyExecutor(from, sink, 1, moved -> {}).perform(left))
                    .isInstanceOf(StorageException.Unreachable.class);
            assertThat(keys()).noneMatch(BackupKeys::isSentinel).hasSizeGreaterThanOrEqualTo(before);
        }
        copy(plan(false).plan().steps());
        assertThat(keys()).hasSameSizeAs(steps);
    }

    @Test
    void other_bytes_of_the_same_length_are_found_and_left() throws Exception {
        copy(plan(false).plan().steps());
        String key = "wal_005/000000010000000000000009.lz4";
        byte[] bytes = to.read(key).bytes().readAllBytes();
        bytes[bytes.length - 1] ^= 1;
        to.write(key, Content.of(bytes), Overwrite.ALLOWED);
        assertThat(plan(false).different()).containsExactly(key);
    }

    @Test
    void a_backup_that_was_marked_on_one_side_is_the_same_backup() throws Exception {
        copy(plan(false).plan().steps());
        String key = BackupKeys.of(DELTA).metadata();
        String text = new String(to.read(key).bytes().readAllBytes(), StandardCharsets.UTF_8);
        put(key, text.replace("\"is_permanent\":false", "\"is_permanent\":true"));
        ArchiveCopy again = plan(false);
        assertThat(again.different()).isEmpty();
        assertThat(again.marked()).containsExactly(DELTA);
    }

    @Test
    void what_came_to_the_target_since_the_plan_is_not_overwritten() {
        List<CopyObject> steps = plan(false).plan().steps();
        put(steps.getFirst().object(), "somebody else's");
        assertThatThrownBy(() -> copy(steps)).isInstanceOf(StorageException.Exists.class);
        assertThat(keys()).noneMatch(BackupKeys::isSentinel);
    }

    @Test
    void with_history_all_later_wal_comes_along() {
        List<String> without = new ArrayList<>(
                plan(false).plan().steps().stream().map(CopyObject::object).toList());
        List<String> with =
                plan(true).plan().steps().stream().map(CopyObject::object).toList();
        assertThat(with).containsAll(without).contains("wal_005/000000010000000000000010.lz4");
        assertThat(without).doesNotContain("wal_005/000000010000000000000010.lz4");
    }

    @Test
    void a_target_that_holds_another_clusters_backups_is_told() {
        put(
                "basebackups_005/base_000000010000000000000001_backup_stop_sentinel.json",
                "{\"LSN\":1,\"SystemIdentifier\":42}");
        assertThat(plan(false).strangers()).hasSize(1);
    }

    @Test
    void wal_that_a_backup_needs_and_the_source_lacks_is_named() {
        MemoryStorage poor = new MemoryStorage("poor", Clock.systemUTC());
        from.list(KeyRange.ALL)
                .filter(object -> !object.key().equals("wal_005/000000010000000000000009.lz4"))
                .filter(object -> !object.key().equals("wal_005/000000010000000000000003.lz4"))
                .forEach(object -> poor.write(
                        object.key(), Content.once(from.read(object.key()).bytes()), Overwrite.REFUSED));
        assertThat(ArchiveCopying.plan(poor, to, new CopyRequest(List.of(DELTA), SegmentSize.USUAL, false))
                        .lacks())
                .hasSize(2)
                .anyMatch(lack -> lack instanceof WalLack.OfBackup missing
                        && missing.segment().name().equals("000000010000000000000009"))
                .anyMatch(lack -> lack instanceof WalLack.OfAncestor missing
                        && missing.segment().name().equals("000000010000000000000003"));
    }
}
