package dev.walkback.engine.wal.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.RelationFile;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.ChangedPages.Known;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.engine.wal.change.Changes.Doubt;
import dev.walkback.engine.walpush.PushManner;
import dev.walkback.engine.walpush.WalPusher;
import dev.walkback.storage.Content;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import dev.walkback.storage.wrap.PrefixedStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is WAL-G's, of a primary whose deltas could not use the maps that were made for them. */
class ChangedPagesSourceTest {

    private static final Lsn PARENT = new Lsn(0xC00028);
    private static final Lsn PARENT_END = new Lsn(0xC00100);
    private static final Lsn START = new Lsn(0x2200028);
    private static final RelationFile CLASSES = RelationFile.named("1259").orElseThrow();

    private final MemoryStorage storage = new MemoryStorage("archive", Clock.systemUTC());
    private final ContentSink sink =
            new ContentSink(storage, Layers.unencrypted(), Codecs.named("none").orElseThrow());

    @TempDir
    Path folder;

    @Test
    void a_primarys_changes_are_known_from_its_archive() {
        Changes changes = find(ChangeRecorderTest.WALG.storage());
        assertThat(changes.segments()).isEqualTo(0x21 - 0x0C + 1);
        assertThat(changes.pages().of(1663, 13395, CLASSES)).isInstanceOf(Known.Pages.class);
    }

    @Test
    void a_map_stands_for_its_segments() throws IOException {
        push(0x0C, 0x21);
        for (int number = 0x10; number <= 0x1F; number++) {
            storage.delete(List.of("wal_005/" + name(number)));
        }
        Changes changes = find(storage);
        assertThat(List.of(changes.basis(), changes.maps(), changes.segments()))
                .isEqualTo(List.of(Changes.Basis.WAL, 1, 4 + 2));
    }

    @Test
    void with_a_map_as_much_is_known_as_from_the_segments() throws IOException {
        push(0x0C, 0x21);
        Changes byMap = find(storage);
        Changes bySegments = find(ChangeRecorderTest.WALG.storage());
        for (long relation = 1000; relation < 20_000; relation++) {
            RelationFile file = new RelationFile(relation, RelationFile.Fork.MAIN, 0);
            assertThat(byMap.pages().of(1663, 13395, file))
                    .usingRecursiveComparison()
                    .isEqualTo(bySegments.pages().of(1663, 13395, file));
        }
    }

    @Test
    void maps_that_walg_made_are_not_taken_for_the_whole_truth() throws IOException {
        storage.write(
                "wal_005/" + name(0x10) + "_delta",
                Content.of(ChangeRecorderTest.WALG
                        .open("wal_005/" + name(0x10) + "_delta.zst")
                        .readAllBytes()),
                Overwrite.REFUSED);
        assertThat(find(storage).areKnown()).isFalse();
    }

    @Test
    void a_damaged_map_is_passed_over_and_its_segments_are_read() throws IOException {
        push(0x0C, 0x21);
        byte[] map = new ContentSource(storage, Layers.unencrypted(), 1, event -> {})
                .open("wal_005/" + name(0x10) + "_delta")
                .readAllBytes();
        map[map.length / 2] ^= 1;
        storage.write("wal_005/" + name(0x10) + "_delta", Content.of(map), Overwrite.ALLOWED);
        assertThat(find(storage).maps()).isZero();
    }

    @Test
    void a_segment_that_is_missing_is_named() throws IOException {
        push(0x0C, 0x21);
        storage.delete(List.of("wal_005/" + name(0x0E)));
        assertThat(find(storage).doubts()).containsExactly(new Doubt(Doubt.Kind.WAL_MISSING, name(0x0E)));
    }

    @Test
    void wal_of_another_cluster_tells_nothing() {
        Changes changes = ChangedPagesSource.of(
                request(TimelineHistory.none(Timeline.FIRST), ChangeRecorderTest.WALG.storage(), 4711));
        assertThat(changes.doubts()).containsExactly(new Doubt(Doubt.Kind.WAL_ENDS, "0/C00000"));
    }

    @Test
    void a_parent_that_went_on_after_we_had_left_is_none() {
        TimelineHistory line = new TimelineHistory(
                new Timeline(2), List.of(new TimelineHistory.Switch(Timeline.FIRST, new Lsn(0xC00080), "")));
        Changes changes = ChangedPagesSource.of(request(line, ChangeRecorderTest.WALG.storage(), 0));
        assertThat(changes.doubts()).containsExactly(new Doubt(Doubt.Kind.ANOTHER_PAST, "1"));
    }

    private static Changes find(Storage archive) {
        return ChangedPagesSource.of(request(TimelineHistory.none(Timeline.FIRST), archive, 0));
    }

    private static ChangesRequest request(TimelineHistory line, Storage archive, long system) {
        return new ChangesRequest(
                DeltaWish.Changes.BY_MAPS_ONLY,
                line,
                Timeline.FIRST,
                PARENT,
                PARENT_END,
                START,
                new SegmentSize(1 << 20),
                system == 0 ? null : new SystemIdentifier(system),
                ChangesRequest.USUAL_PAGES_PER_FILE,
                null,
                new ContentSource(PrefixedStorage.over(archive, "wal_005/"), Layers.unencrypted(), 1, event -> {}));
    }

    private void push(int first, int last) throws IOException {
        ChangeRecorder recorder = new ChangeRecorder(folder, sink, warning -> {
            throw new AssertionError(warning);
        });
        WalPusher pusher = new WalPusher(sink, PushManner.CAREFUL, recorder);
        for (int number = first; number <= last; number++) {
            pusher.push(
                    name(number),
                    Content.of(ChangeRecorderTest.WALG
                            .open("wal_005/" + name(number) + ".zst")
                            .readAllBytes()));
        }
        recorder.flush();
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "0000000100000000%08X", number);
    }
}
