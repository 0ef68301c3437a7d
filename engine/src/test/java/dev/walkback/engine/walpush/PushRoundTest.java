package dev.walkback.engine.walpush;

import static dev.walkback.engine.walpush.Made.CLUSTER;
import static dev.walkback.engine.walpush.Made.FIRST;
import static dev.walkback.engine.walpush.Made.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushRoundTest {

    private static final String THIRD = "000000010000000000000005";
    private static final PushManner OVERWRITING = new PushManner(Overwrite.ALLOWED, Optional.empty());

    private final MemoryStorage storage = new MemoryStorage("archive", Made.NOW);
    private final ConcurrentLinkedQueue<SentAlong> along = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path data;

    private Path wal;
    private Path marks;

    @BeforeEach
    void a_data_directory() throws IOException {
        wal = Files.createDirectories(data.resolve("pg_wal"));
        Files.createDirectory(wal.resolve("archive_status"));
        marks = wal.resolve("walg_data/walg_archive_status");
    }

    @Test
    void what_is_ready_too_is_sent_along_and_marked() throws IOException {
        ready(FIRST, 1);
        ready(SECOND, 1);
        ready(THIRD, 1);
        round(10, 4, false).push(wal.resolve(FIRST));

        assertThat(keys())
                .contains("wal_005/" + FIRST + ".lz4", "wal_005/" + SECOND + ".lz4", "wal_005/" + THIRD + ".lz4");
        assertThat(marks).isDirectoryContaining(file -> file.endsWith(SECOND));
        assertThat(marks.resolve(FIRST)).doesNotExist();
    }

    @Test
    void no_more_are_sent_along_than_may_be() throws IOException {
        for (int number = 3; number < 12; number++) {
            ready("0000000100000000000000%02X".formatted(number), 1);
        }
        round(3, 2, false).push(wal.resolve(FIRST));

        assertThat(keys().stream().filter(key -> key.startsWith("wal_005/"))).hasSize(4);
    }

    @Test
    void none_is_sent_along_where_none_may_be() throws IOException {
        ready(FIRST, 1);
        ready(SECOND, 1);
        round(0, 15, false).push(wal.resolve(FIRST));

        assertThat(along).isEmpty();
        assertThat(keys()).doesNotContain("wal_005/" + SECOND + ".lz4");
    }

    @Test
    void a_mark_goes_when_the_server_asks_for_the_file() throws IOException {
        ready(FIRST, 1);
        ready(SECOND, 1);
        round(10, 4, false).push(wal.resolve(FIRST));
        Files.delete(wal.resolve("archive_status").resolve(FIRST + ".ready"));

        assertThat(round(10, 4, false).push(wal.resolve(SECOND))).isInstanceOf(Pushed.AlreadyThere.class);
        assertThat(marks).isEmptyDirectory();
    }

    @Test
    void a_mark_of_another_segment_loses_nothing() throws IOException {
        Files.createDirectories(marks);
        Files.createFile(marks.resolve(FIRST));
        ready(FIRST, 1);

        assertThat(round(10, 4, false).push(wal.resolve(FIRST))).isInstanceOf(Pushed.Stored.class);
        assertThat(marks).isEmptyDirectory();
    }

    @Test
    void a_mark_does_not_hide_that_other_content_is_archived() throws IOException {
        storage.write("wal_005/" + FIRST, Content.of(Made.segment(FIRST, CLUSTER, 2)), Overwrite.REFUSED);
        Files.createDirectories(marks);
        Files.createFile(marks.resolve(FIRST));
        ready(FIRST, 1);

        assertThatThrownBy(() -> round(10, 4, false).push(wal.resolve(FIRST)))
                .isInstanceOf(WalPushException.Different.class);
    }

    @Test
    void a_history_that_is_sent_along_replaces_no_other() throws IOException {
        storage.write("wal_005/00000002.history", Content.of(new byte[] {1}), Overwrite.REFUSED);
        ready(FIRST, 1);
        Files.writeString(wal.resolve("00000002.history"), "1\t0/3000000\tanother\n");
        Files.createFile(wal.resolve("archive_status/00000002.history.ready"));
        new PushRound(pusher(OVERWRITING, 1), metadata(), folder(), new PushRound.Limits(9, 4, false), along::add)
                .push(wal.resolve(FIRST));

        assertThat(along)
                .singleElement()
                .isInstanceOfSatisfying(
                        SentAlong.Failed.class,
                        failed -> assertThat(failed.why()).isInstanceOf(WalPushException.Different.class));
    }

    @Test
    void what_cannot_be_sent_along_does_not_fail_the_push() throws IOException {
        ready(FIRST, 1);
        Files.write(wal.resolve(SECOND), new byte[] {1, 2, 3});
        Files.createFile(wal.resolve("archive_status").resolve(SECOND + ".ready"));

        assertThat(round(10, 4, false).push(wal.resolve(FIRST))).isInstanceOf(Pushed.Stored.class);
        assertThat(along).singleElement().isInstanceOf(SentAlong.Failed.class);
        assertThat(marks).doesNotExist();
    }

    @Test
    void what_is_renamed_to_done_has_no_mark_and_its_metadata() throws IOException {
        ready(FIRST, 1);
        ready(SECOND, 1);
        new PushRound(
                        pusher(PushManner.CAREFUL, 1),
                        new WalMetadata(sink(), WalMetadata.Mode.INDIVIDUAL, marks),
                        folder(),
                        new PushRound.Limits(9, 4, true),
                        along::add)
                .push(wal.resolve(FIRST));

        assertThat(wal.resolve("archive_status").resolve(SECOND + ".done")).exists();
        assertThat(wal.resolve("archive_status").resolve(SECOND + ".ready")).doesNotExist();
        assertThat(marks).doesNotExist();
        assertThat(keys()).contains("wal_005/" + SECOND + ".json");
    }

    @Test
    void a_file_from_anywhere_is_pushed_alone() throws IOException {
        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        Path file = Files.write(elsewhere.resolve(FIRST), Made.segment(FIRST));
        PushFolder beside = PushFolder.of(file, elsewhere);
        new PushRound(
                        pusher(PushManner.CAREFUL, 0),
                        new WalMetadata(sink(), WalMetadata.Mode.BULK, beside.state()),
                        beside,
                        new PushRound.Limits(9, 4, false),
                        along::add)
                .push(file);

        assertThat(along).isEmpty();
        assertThat(elsewhere.resolve("walg_data/walg_archive_status").resolve(FIRST + ".json"))
                .exists();
    }

    private void ready(String name, int seed) throws IOException {
        Files.write(wal.resolve(name), Made.segment(name, CLUSTER, seed));
        Files.createFile(wal.resolve("archive_status").resolve(name + ".ready"));
    }

    private PushRound round(int others, int atOnce, boolean rename) {
        return new PushRound(
                pusher(PushManner.CAREFUL, others(others)),
                metadata(),
                folder(),
                new PushRound.Limits(others, atOnce, rename),
                along::add);
    }

    /** The push does not return before this many others were sent: what is ready is looked for while a push goes on. */
    private WalPusher pusher(PushManner manner, int others) {
        return new WalPusher(sink(), manner, file -> {
            for (int look = 0; file.name().equals(FIRST) && look < 1000 && along.size() < others; look++) {
                pause();
            }
        });
    }

    private int others(int atMost) {
        String[] ready = wal.resolve("archive_status").toFile().list((folder, name) -> name.endsWith(".ready"));
        return ready == null ? 0 : Math.min(atMost, ready.length - 1);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ContentSink sink() {
        return new ContentSink(
                storage, Layers.unencrypted(), Codecs.named("lz4").orElseThrow());
    }

    private WalMetadata metadata() {
        return new WalMetadata(sink(), WalMetadata.Mode.NOMETADATA, marks);
    }

    private PushFolder folder() {
        return PushFolder.of(wal.resolve(FIRST), data);
    }

    private List<String> keys() {
        return storage.list(KeyRange.ALL).map(ObjectInfo::key).toList();
    }
}
