package dev.walkback.engine.walpush;

import static dev.walkback.engine.walpush.Made.CLUSTER;
import static dev.walkback.engine.walpush.Made.FIRST;
import static dev.walkback.engine.walpush.Made.OTHER_CLUSTER;
import static dev.walkback.engine.walpush.Made.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.walpush.document.HashDocument;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalPusherTest {

    private static final PushManner OVERWRITING = new PushManner(Overwrite.ALLOWED, Optional.empty());

    private final MemoryStorage storage = new MemoryStorage("archive", Made.NOW);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "lzma", "zstd", "brotli", "none"})
    void a_segment_is_stored_once_and_then_known(String codec) throws IOException {
        WalPusher pusher = pusher(codec, Layers.encrypted(Made.sodium()), PushManner.CAREFUL);
        Pushed first = push(pusher, FIRST, Made.segment(FIRST));
        Pushed again = push(pusher, FIRST, Made.segment(FIRST));

        assertThat(first).isInstanceOf(Pushed.Stored.class);
        assertThat(again).isEqualTo(new Pushed.AlreadyThere(first.object()));
        assertThat(plain(first.object(), Layers.encrypted(Made.sodium()))).isEqualTo(Made.segment(FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "lzma", "zstd", "brotli", "none"})
    void other_content_is_refused_and_what_is_there_stays(String codec) throws IOException {
        push(pusher(codec, Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST));
        WalPusher another = pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL);
        byte[] other = Made.segment(FIRST, CLUSTER, 2);

        assertThatThrownBy(() -> push(another, FIRST, other)).isInstanceOf(WalPushException.Different.class);
        assertThat(plain(wal().getFirst(), Layers.unencrypted())).isEqualTo(Made.segment(FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "lzma", "zstd", "brotli", "none"})
    void under_one_name_there_is_one_object_whatever_codec_is_set(String codec) throws IOException {
        push(pusher(codec, Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST));
        String key = wal().getFirst().key();

        assertThat(push(pusher("zstd", Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST)))
                .isInstanceOf(Pushed.AlreadyThere.class);
        push(pusher("zstd", Layers.unencrypted(), OVERWRITING), FIRST, Made.segment(FIRST, CLUSTER, 2));

        assertThat(wal()).extracting(ObjectInfo::key).containsExactly(key);
        assertThat(plain(wal().getFirst(), Layers.unencrypted())).isEqualTo(Made.segment(FIRST, CLUSTER, 2));
    }

    @Test
    void a_history_is_never_replaced() throws IOException {
        WalPusher pusher = pusher("lz4", Layers.unencrypted(), OVERWRITING);
        push(pusher, "00000002.history", text("1\t0/3000000\tno recovery target specified\n"));

        assertThatThrownBy(() -> push(pusher, "00000002.history", text("1\t0/4000000\tanother\n")))
                .isInstanceOf(WalPushException.Different.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000002.history",
                "000000010000000000000003.partial",
                "000000010000000000000003.00000028.backup",
                "whatever"
            })
    void what_is_no_segment_passes(String name) throws IOException {
        Pushed pushed = push(pusher("zstd", Layers.unencrypted(), PushManner.CAREFUL), name, text("any"));
        assertThat(pushed.object().key()).isEqualTo("wal_005/" + name + ".zst");
    }

    @Test
    void what_is_not_that_segment_is_refused() {
        WalPusher pusher = pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL);
        byte[] segment = Made.segment(FIRST);
        for (byte[] wrong : List.of(
                new byte[0],
                text("hello"),
                new byte[segment.length],
                Arrays.copyOf(segment, segment.length - 1),
                Arrays.copyOf(segment, segment.length + 1),
                Made.segment(SECOND),
                Made.segment("000000020000000000000003"))) {
            assertThatThrownBy(() -> push(pusher, FIRST, wrong)).isInstanceOf(WalPushException.NoSegment.class);
        }
        assertThat(storage.list(KeyRange.ALL)).isEmpty();
    }

    @Test
    void the_first_segment_of_a_timeline_opens_with_its_parent_s_pages() throws IOException {
        String name = "000000020000000000000003";
        byte[] segment = Made.segment(name);
        segment[4] = 1;
        assertThat(push(pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL), name, segment))
                .isInstanceOf(Pushed.Stored.class);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        WalPusher pusher = pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL);
        assertThatThrownBy(() -> pusher.push(folder.resolve(FIRST)))
                .isInstanceOfSatisfying(
                        WalPushException.NoFile.class,
                        failure -> assertThat(failure.path()).endsWith(FIRST));
    }

    @Test
    void who_reads_along_is_told_what_was_stored_and_what_was_there() throws IOException {
        List<PushedFile> told = new ArrayList<>();
        WalPusher pusher = new WalPusher(sink("lz4", Layers.unencrypted()), PushManner.CAREFUL, told::add);
        Path file = Files.write(folder.resolve(FIRST), Made.segment(FIRST));
        pusher.push(file);
        pusher.push(file);

        assertThat(told).extracting(PushedFile::name).containsExactly(FIRST, FIRST);
        assertThat(told.getLast().plain().open(0)).hasBinaryContent(Made.segment(FIRST));
    }

    @Test
    void a_damaged_copy_is_not_equal_and_not_replaced() throws IOException {
        WalPusher pusher = pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL);
        Pushed pushed = push(pusher, FIRST, Made.segment(FIRST));
        storage.write(pushed.object().key(), Content.of(new byte[] {4, 34, 77}), Overwrite.ALLOWED);

        assertThatThrownBy(() -> push(pusher, FIRST, Made.segment(FIRST))).isInstanceOf(StorageException.Damaged.class);
        assertThat(storage.stat(pushed.object().key()).orElseThrow().size()).isEqualTo(3);
    }

    @Test
    void what_was_stored_before_encryption_was_switched_on_is_compared() throws IOException {
        push(pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST));
        WalPusher pusher = pusher("lz4", Layers.encrypted(Made.sodium()), PushManner.CAREFUL);

        assertThat(push(pusher, FIRST, Made.segment(FIRST))).isInstanceOf(Pushed.AlreadyThere.class);
    }

    @Test
    void a_key_that_only_encrypts_tells_equal_from_different() throws IOException {
        WalPusher pusher = pusher("zstd", Layers.encrypted(Made.openPgp("curve.public")), PushManner.CAREFUL);
        Pushed first = push(pusher, FIRST, Made.segment(FIRST));

        assertThat(push(pusher, FIRST, Made.segment(FIRST))).isEqualTo(new Pushed.AlreadyThere(first.object()));
        assertThatThrownBy(() -> push(pusher, FIRST, Made.segment(FIRST, CLUSTER, 2)))
                .isInstanceOf(WalPushException.Different.class);
        assertThat(plain(first.object(), Layers.encrypted(Made.openPgp("curve.secret"))))
                .isEqualTo(Made.segment(FIRST));
    }

    @Test
    void a_hash_of_another_object_proves_nothing() throws IOException {
        Layers publicKey = Layers.encrypted(Made.openPgp("curve.public"));
        WalPusher pusher = pusher("zstd", publicKey, PushManner.CAREFUL);
        Pushed first = push(pusher, FIRST, Made.segment(FIRST));
        // somebody else's object under the name, with the hash of the first beside it
        storage.write(
                first.object().key(),
                publicKey.stored(
                        Content.of(Made.segment(FIRST, CLUSTER, 2)),
                        Codecs.named("zstd").orElseThrow()),
                Overwrite.ALLOWED);

        assertThatThrownBy(() -> push(pusher, FIRST, Made.segment(FIRST))).isInstanceOf(WalPushException.Untold.class);
    }

    @Test
    void a_hash_without_its_object_does_not_stop_the_next_push() throws IOException {
        storage.write(HashDocument.key(FIRST), Content.of(new HashDocument("00", "11").bytes()), Overwrite.REFUSED);
        WalPusher pusher = pusher("zstd", Layers.encrypted(Made.openPgp("curve.public")), PushManner.CAREFUL);

        assertThat(push(pusher, FIRST, Made.segment(FIRST))).isInstanceOf(Pushed.Stored.class);
        assertThat(push(pusher, FIRST, Made.segment(FIRST))).isInstanceOf(Pushed.AlreadyThere.class);
    }

    @Test
    void an_object_that_another_tool_locked_cannot_be_told_of() throws IOException {
        Layers publicKey = Layers.encrypted(Made.openPgp("curve.public"));
        storage.write(
                "wal_005/" + FIRST + ".zst",
                publicKey.stored(
                        Content.of(Made.segment(FIRST)), Codecs.named("zstd").orElseThrow()),
                Overwrite.REFUSED);

        assertThatThrownBy(() -> push(pusher("zstd", publicKey, PushManner.CAREFUL), FIRST, Made.segment(FIRST)))
                .isInstanceOf(WalPushException.Untold.class);
        assertThat(push(pusher("zstd", publicKey, OVERWRITING), FIRST, Made.segment(FIRST)))
                .isInstanceOf(Pushed.Stored.class);
    }

    @Test
    void another_cluster_s_segment_is_refused_by_what_an_earlier_push_wrote_down() throws IOException {
        push(pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST));
        WalPusher pusher = pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL);

        assertThatThrownBy(() -> push(pusher, SECOND, Made.segment(SECOND, OTHER_CLUSTER, 1)))
                .isInstanceOfSatisfying(WalPushException.Foreign.class, foreign -> {
                    assertThat(foreign.cluster()).isEqualTo(new SystemIdentifier(OTHER_CLUSTER));
                    assertThat(foreign.owners()).containsExactly(new SystemIdentifier(CLUSTER));
                });
        assertThat(wal()).hasSize(1);
    }

    @Test
    void a_cluster_that_was_let_in_belongs_to_the_archive_from_then_on() throws IOException {
        push(pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST));
        PushManner inviting = new PushManner(Overwrite.REFUSED, Optional.of(new SystemIdentifier(OTHER_CLUSTER)));
        push(pusher("lz4", Layers.unencrypted(), inviting), SECOND, Made.segment(SECOND, OTHER_CLUSTER, 1));
        WalPusher careful = pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL);
        String third = "000000010000000000000005";

        assertThat(push(careful, third, Made.segment(third, OTHER_CLUSTER, 1))).isInstanceOf(Pushed.Stored.class);
        assertThatThrownBy(() -> push(careful, third, Made.segment(third, 42, 1)))
                .isInstanceOf(WalPushException.Foreign.class);
    }

    @Test
    void where_nothing_is_written_down_the_wal_that_is_there_tells_whose_archive_it_is() throws IOException {
        storage.write("wal_005/" + FIRST, Content.of(Made.segment(FIRST)), Overwrite.REFUSED);

        assertThatThrownBy(() -> push(
                        pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL),
                        SECOND,
                        Made.segment(SECOND, OTHER_CLUSTER, 1)))
                .isInstanceOf(WalPushException.Foreign.class);
        assertThat(push(pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL), SECOND, Made.segment(SECOND)))
                .isInstanceOf(Pushed.Stored.class);
    }

    @Test
    void a_backup_of_the_cluster_lets_its_wal_in() throws IOException {
        push(pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL), FIRST, Made.segment(FIRST));
        storage.write(
                "basebackups_005/base_000000010000000000000009_backup_stop_sentinel.json",
                Content.of(text("{\"LSN\":1,\"PgVersion\":150018,\"FinishLSN\":2,\"SystemIdentifier\":" + OTHER_CLUSTER
                        + ",\"Version\":2}")),
                Overwrite.REFUSED);

        assertThat(push(
                        pusher("lz4", Layers.unencrypted(), PushManner.CAREFUL),
                        SECOND,
                        Made.segment(SECOND, OTHER_CLUSTER, 1)))
                .isInstanceOf(Pushed.Stored.class);
    }

    private ContentSink sink(String codec, Layers layers) {
        return new ContentSink(storage, layers, Codecs.named(codec).orElseThrow());
    }

    private WalPusher pusher(String codec, Layers layers, PushManner manner) {
        return new WalPusher(sink(codec, layers), manner);
    }

    private static Pushed push(WalPusher pusher, String name, byte[] bytes) throws IOException {
        return pusher.push(name, Content.of(bytes));
    }

    private List<ObjectInfo> wal() {
        return storage.list(KeyRange.prefix("wal_005/")).toList();
    }

    private byte[] plain(ObjectInfo object, Layers layers) throws IOException {
        try (InputStream in = layers.plain(storage.location(), storage.read(object.key()))) {
            return in.readAllBytes();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
