package dev.walkback.engine.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.content.ContentSink;
import dev.walkback.engine.push.PushRefused.Why;
import dev.walkback.engine.push.pack.FileReading;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.engine.tar.TarReader;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.codec.Codecs;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupPushTest {

    private static final String FOLDER = "basebackups_005/" + StandingServer.NAME;
    private static final String SENTINEL = FOLDER + "_backup_stop_sentinel.json";
    private static final String SEGMENT = "wal_005/000000010000000000000003";

    @TempDir
    Path folder;

    private Path data;
    private LocalStorage storage;
    private StandingServer server;
    private Duration walLimit = Duration.ZERO;
    private Duration aliveEvery = Duration.ZERO;
    private boolean unarchivedToo;
    private FileReading.ByteLimit reading = FileReading.ByteLimit.NONE;
    private Consumer<PushEvent> events = event -> {};

    @BeforeEach
    void make_a_cluster() throws IOException {
        data = Files.createDirectory(folder.resolve("data")).toRealPath();
        Files.createDirectories(data.resolve("global"));
        Files.createDirectories(data.resolve("base/5"));
        Files.write(data.resolve("global/pg_control"), new byte[8192]);
        Files.writeString(data.resolve("PG_VERSION"), "15\n");
        Files.write(data.resolve("base/5/1259"), new byte[16384]);
        Path archive = Files.createDirectory(folder.resolve("archive"));
        storage = new LocalStorage(archive, Links.INSIDE, Clock.systemUTC());
        server = new StandingServer(data);
    }

    @Test
    void the_sentinel_is_stored_last() throws Exception {
        List<String> stored = new ArrayList<>();
        events = event -> {
            if (event instanceof PushEvent.Stored(String key, long bytes)) {
                stored.add(key);
            }
        };
        push();
        assertThat(stored.getLast()).isEqualTo(SENTINEL);
        assertThat(stored)
                .containsSubsequence(
                        FOLDER + "/tar_partitions/part_001.tar.lz4",
                        FOLDER + "/tar_partitions/pg_control.tar.lz4",
                        FOLDER + "/tar_partitions/backup_label.tar.lz4",
                        FOLDER + "/metadata.json",
                        FOLDER + "/files_metadata.json",
                        SENTINEL);
    }

    @Test
    void files_are_in_the_parts_under_their_names() throws Exception {
        push();
        assertThat(entries("part_001.tar.lz4"))
                .containsEntry("/base/5/1259", 16384L)
                .containsEntry("/", 0L)
                .doesNotContainKey("/global/pg_control");
        assertThat(entries("pg_control.tar.lz4")).isEqualTo(Map.of("/global/pg_control", 8192L));
    }

    @Test
    void a_server_with_other_data_is_refused() throws Exception {
        server = new StandingServer(Files.createDirectory(folder.resolve("other")));
        assertThat(refusal()).isInstanceOf(Why.OtherDirectory.class);
        assertThat(keys()).isEmpty();
    }

    @Test
    void a_server_that_does_not_archive_is_refused_before_anything_begins() {
        server.archiving = new Archiving("off", false, 0);
        assertThat(refusal()).isEqualTo(new Why.NotArchiving("off", false));
        assertThat(keys()).isEmpty();
    }

    @Test
    void a_server_that_does_not_archive_is_backed_up_when_that_is_asked_for() throws Exception {
        server.archiving = new Archiving("off", false, 0);
        unarchivedToo = true;
        walLimit = Duration.ofHours(1);
        assertThat(push().walArrived()).isFalse();
    }

    @Test
    void a_name_that_is_taken_is_refused() throws Exception {
        push();
        assertThat(refusal()).isInstanceOf(Why.NameTaken.class);
    }

    @Test
    void what_a_push_that_broke_off_left_under_the_same_name_is_refused() {
        storage.write(FOLDER + "/tar_partitions/part_009.tar.lz4", Content.of(new byte[1]), Overwrite.REFUSED);
        assertThat(refusal()).isInstanceOf(Why.LeftByAnother.class);
    }

    @Test
    void a_promotion_meanwhile_leaves_no_backup() {
        server.atTheEnd = new Timeline(2);
        assertThat(refusal()).isEqualTo(new Why.Promoted(Timeline.FIRST, new Timeline(2)));
        assertThat(keys()).doesNotContain(SENTINEL);
    }

    @Test
    void a_lost_session_ends_the_reading_and_leaves_no_backup() {
        server.onPing = () -> {
            throw new ServerFailure(ServerFailure.Kind.LOST, "here", "gone", new IOException());
        };
        aliveEvery = Duration.ofMillis(1);
        reading = bytes -> {
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        };
        assertThatThrownBy(this::push).isInstanceOf(ServerFailure.class);
        assertThat(keys()).doesNotContain(SENTINEL);
    }

    @Test
    void a_server_that_fails_at_the_end_leaves_no_backup() {
        server.beforeStop = () -> {
            throw new ServerFailure(ServerFailure.Kind.REFUSED, "here", "canceled", new IOException());
        };
        assertThatThrownBy(this::push).isInstanceOf(ServerFailure.class);
        assertThat(keys()).doesNotContain(SENTINEL);
    }

    @Test
    void a_file_that_shrinks_is_filled_with_zeros() throws Exception {
        Path file = data.resolve("base/5/1259");
        Files.write(file, bytes(3 << 20));
        onceAllIsFound(() -> Files.write(file, bytes(100)));
        push();
        assertThat(entries("part_001.tar.lz4")).containsEntry("/base/5/1259", 3L << 20);
    }

    @Test
    void a_file_that_grows_is_cut() throws Exception {
        Path file = data.resolve("base/5/1259");
        onceAllIsFound(() -> Files.write(file, bytes(1 << 20)));
        push();
        assertThat(entries("part_001.tar.lz4")).containsEntry("/base/5/1259", 16384L);
    }

    @Test
    void a_file_that_vanishes_is_left_out() throws Exception {
        onceAllIsFound(() -> Files.delete(data.resolve("base/5/1259")));
        push();
        assertThat(entries("part_001.tar.lz4")).doesNotContainKey("/base/5/1259");
        assertThat(Files.readString(folder.resolve("archive/" + FOLDER + "/files_metadata.json")))
                .doesNotContain("1259");
    }

    @Test
    void a_file_that_cannot_be_read_ends_the_push_by_name() throws Exception {
        Path file = data.resolve("base/5/1259");
        onceAllIsFound(() -> {
            Files.delete(file);
            Files.createDirectory(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        });
        assertThat(refusal())
                .isInstanceOfSatisfying(
                        Why.UnreadableFile.class, why -> assertThat(why.file()).isEqualTo(file));
        assertThat(keys()).doesNotContain(SENTINEL);
    }

    @Test
    void it_succeeds_when_its_wal_has_arrived() throws Exception {
        walLimit = Duration.ofMinutes(1);
        List<String> waitedFor = new ArrayList<>();
        events = event -> {
            if (event instanceof PushEvent.WaitingForWal(String segment, long missing)) {
                waitedFor.add(segment);
                storage.write(SEGMENT + ".lz4", Content.of(new byte[1]), Overwrite.ALLOWED);
            }
        };
        assertThat(push().walArrived()).isTrue();
        assertThat(waitedFor).containsExactly("000000010000000000000003");
    }

    @Test
    void wal_that_does_not_arrive_leaves_a_backup_and_a_failure() {
        storage.write(SEGMENT + ".partial.lz4", Content.of(new byte[1]), Overwrite.REFUSED);
        storage.write(SEGMENT + ".lz4", Content.of(new byte[0]), Overwrite.REFUSED);
        walLimit = Duration.ofMillis(1);
        assertThat(refusal())
                .isInstanceOfSatisfying(
                        Why.WalNotArrived.class,
                        why -> assertThat(why.segment()).isEqualTo("000000010000000000000003"));
        assertThat(keys()).contains(SENTINEL);
    }

    private interface Deed {
        void run() throws IOException;
    }

    /** Between the end of the walk, which the link that leads nowhere tells, and the reading of the first file. */
    private void onceAllIsFound(Deed deed) throws IOException {
        Files.createSymbolicLink(data.resolve("zzz"), folder.resolve("nowhere"));
        CountDownLatch found = new CountDownLatch(1);
        events = event -> {
            if (event instanceof PushEvent.Note) {
                found.countDown();
            }
        };
        AtomicBoolean done = new AtomicBoolean();
        reading = bytes -> {
            try {
                found.await();
            } catch (InterruptedException stopped) {
                throw new InterruptedIOException();
            }
            if (done.compareAndSet(false, true)) {
                deed.run();
            }
        };
    }

    private Why refusal() {
        try {
            push();
        } catch (PushRefused refused) {
            return refused.why();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was not refused");
    }

    private BackupPushed push() throws IOException, InterruptedException {
        PushRequest request = new PushRequest(
                DeltaWish.FULL,
                PushRequest.Composition.REGULAR,
                false,
                null,
                false,
                false,
                true,
                true,
                1 << 30,
                1,
                "test");
        PushManner manner = new PushManner(
                1,
                bytes -> reading.take(bytes),
                aliveEvery,
                Duration.ZERO,
                walLimit,
                unarchivedToo,
                () -> {},
                List.of(),
                null);
        return new BackupPush(
                        request,
                        manner,
                        new PushHost(data, "db1", ZoneOffset.UTC),
                        server,
                        new ContentSink(
                                storage,
                                Layers.unencrypted(),
                                Codecs.named("lz4").orElseThrow()),
                        ParentChoice.NONE,
                        ComposerChoice.regular(1 << 30),
                        Clock.systemUTC(),
                        event -> events.accept(event))
                .run();
    }

    private List<String> keys() {
        try (Stream<ObjectInfo> all = storage.list(KeyRange.ALL)) {
            return all.map(ObjectInfo::key).toList();
        }
    }

    private Map<String, Long> entries(String tar) throws IOException {
        Map<String, Long> entries = new TreeMap<>();
        Path file = folder.resolve("archive/" + FOLDER + "/tar_partitions/" + tar);
        try (InputStream plain = Codecs.ofKey(tar).decoding(Files.newInputStream(file))) {
            TarReader reader = new TarReader(plain);
            for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.put(entry.name(), entry.size());
            }
        }
        return entries;
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }
}
