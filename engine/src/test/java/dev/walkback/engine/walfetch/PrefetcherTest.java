package dev.walkback.engine.walfetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prefetcher in a thread of this process, and the test in the place of the script and of the server. */
class PrefetcherTest {

    private static final SegmentSize SIZE = new SegmentSize(1 << 20);
    private static final long CLUSTER = 7_710_575_489_334_120_503L;
    private static final int ABSENT = 74;
    private static final int FAILED = 216;

    @TempDir
    private Path folder;

    private Path wal;
    private Path data;
    private Spool spool;
    private PrefetchLimits limits = new PrefetchLimits(3, 6, 1 << 30, Duration.ofSeconds(30));
    private Thread thread;
    private CompletableFuture<Prefetcher.Ending> ending;

    @BeforeEach
    void an_archive_and_a_server() throws IOException {
        wal = Files.createDirectories(folder.resolve("archive/wal_005"));
        data = Files.createDirectories(folder.resolve("data/pg_wal")).getParent();
        Files.createFile(data.resolve("recovery.signal"));
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
        spool = new Spool(folder.toRealPath().resolve("spool"));
        new StreamGuard(spool, List.of("walkback"), List.of(), Map.of()).write();
        for (int number = 1; number <= 20; number++) {
            store(1, number);
        }
    }

    @AfterEach
    void it_is_stopped() throws Exception {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void what_is_asked_for_arrives_and_what_follows_is_there_already() throws Exception {
        begin();
        ask(1, 3);
        await(() -> ready(1, 3) && !asked(1, 3));
        take(1, 3);
        await(() -> ready(1, 4) && ready(1, 5) && ready(1, 6));
    }

    @Test
    void what_lies_behind_is_cleared_away_and_the_limit_holds() throws Exception {
        limits = new PrefetchLimits(3, 4, 1 << 30, Duration.ofSeconds(30));
        begin();
        ask(1, 3);
        await(() -> ready(1, 3) && ready(1, 6));
        ask(1, 6);
        await(() -> ready(1, 8) && !ready(1, 4) && !ready(1, 5));
        assertThat(held()).isLessThanOrEqualTo(5);
    }

    @Test
    void a_server_that_begins_again_is_followed_back() throws Exception {
        begin();
        ask(1, 12);
        await(() -> ready(1, 13));
        ask(1, 2);
        await(() -> ready(1, 3) && !ready(1, 13));
    }

    @Test
    void the_disk_holds_no_more_than_it_may() throws Exception {
        limits = new PrefetchLimits(3, 64, 2L << 20, Duration.ofSeconds(30));
        begin();
        ask(1, 3);
        await(() -> ready(1, 3) && ready(1, 4));
        take(1, 3);
        assertThat(held()).isLessThanOrEqualTo(2);
    }

    @Test
    void the_newest_timeline_of_the_server_s_history_comes_first() throws Exception {
        Files.writeString(data.resolve("pg_wal/00000002.history"), "1\t0/580000\tno recovery target specified\n");
        for (int number = 5; number <= 9; number++) {
            store(2, number);
        }
        begin();
        ask(1, 3);
        await(() -> ready(1, 4) && ready(2, 5) && ready(2, 6));
        assertThat(ready(1, 5)).isFalse();
    }

    @Test
    void absence_is_an_answer_and_soon_forgotten() throws Exception {
        begin();
        ask(1, 21);
        await(() -> said(1, 21) == ABSENT);
        store(1, 21);
        await(() -> {
            ask(1, 21);
            return ready(1, 21);
        });
    }

    @Test
    void a_failure_is_a_number_above_200_and_never_absence() throws Exception {
        begin();
        Files.move(wal.getParent(), folder.resolve("away"));
        ask(1, 3);
        await(() -> said(1, 3) == FAILED);
        Files.move(folder.resolve("away"), wal.getParent());
        ask(1, 3);
        await(() -> ready(1, 3));
    }

    @Test
    void a_spoilt_segment_ahead_is_no_matter_before_it_is_asked_for() throws Exception {
        Files.writeString(wal.resolve(name(1, 5)), "not WAL", java.nio.file.StandardOpenOption.TRUNCATE_EXISTING);
        begin();
        ask(1, 3);
        await(() -> ready(1, 3) && ready(1, 4) && ready(1, 6));
        ask(1, 5);
        await(() -> said(1, 5) == FAILED);
    }

    @Test
    void a_history_is_fetched_too() throws Exception {
        Files.writeString(wal.resolve("00000002.history"), "1\t0/580000\tno recovery target specified\n");
        begin();
        ask("00000002.history");
        await(() -> Files.exists(spool.folder().resolve("ready/00000002.history")));
        ask("00000003.history");
        await(() -> said("00000003.history") == ABSENT);
    }

    @Test
    void what_a_killed_one_left_is_checked_before_it_counts() throws Exception {
        Path ready = spool.folder().resolve("ready");
        Files.writeString(ready.resolve(name(1, 3)), "half");
        Files.copy(wal.resolve(name(1, 4)), ready.resolve(name(1, 4)));
        Files.writeString(spool.folder().resolve("part").resolve(name(1, 5)), "half");
        begin();
        await(() -> !ready(1, 3));
        assertThat(ready(1, 4)).isTrue();
        ask(1, 5);
        await(() -> ready(1, 5));
    }

    @Test
    void a_spool_has_one() throws Exception {
        begin();
        await(() -> Files.exists(spool.folder().resolve("prefetch.pid")));
        assertThat(prefetcher().run()).isEqualTo(Prefetcher.Ending.TAKEN);
    }

    @Test
    void it_ends_with_the_server_and_leaves_nothing() throws Exception {
        begin();
        ask(1, 3);
        await(() -> ready(1, 4));
        Files.delete(data.resolve("postmaster.pid"));
        assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(Prefetcher.Ending.SERVER_GONE);
        assertThat(spool.folder().resolve("ready")).isEmptyDirectory();
        assertThat(spool.folder().resolve("prefetch.pid")).doesNotExist();
    }

    @Test
    void it_ends_with_the_recovery() throws Exception {
        begin();
        ask(1, 3);
        await(() -> ready(1, 4));
        Files.delete(data.resolve("recovery.signal"));
        assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(Prefetcher.Ending.RECOVERED);
        assertThat(spool.folder().resolve("ready")).isEmptyDirectory();
    }

    @Test
    void it_ends_when_nobody_asks() throws Exception {
        limits = new PrefetchLimits(3, 6, 1 << 30, Duration.ofMillis(200));
        begin();
        assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(Prefetcher.Ending.IDLE);
    }

    @Test
    void it_ends_when_its_spool_is_another_s() throws Exception {
        begin();
        await(() -> Files.exists(spool.folder().resolve("prefetch.pid")));
        Files.writeString(spool.folder().resolve("prefetch.pid"), "1\n");
        assertThat(ending.get(30, TimeUnit.SECONDS)).isEqualTo(Prefetcher.Ending.TAKEN);
    }

    private Prefetcher prefetcher() {
        ContentSource source = new ContentSource(
                new LocalStorage(folder.resolve("archive"), Links.INSIDE, Clock.systemUTC()),
                Layers.unencrypted(),
                1,
                event -> {});
        return new Prefetcher(
                spool,
                source,
                data,
                limits,
                failure -> failure instanceof StorageException ? FAILED : 254,
                sentence -> {});
    }

    private void begin() {
        ending = new CompletableFuture<>();
        thread = Thread.ofPlatform().start(() -> {
            try {
                ending.complete(prefetcher().run());
            } catch (IOException | InterruptedException | RuntimeException e) {
                ending.completeExceptionally(e);
            }
        });
        // as the script does by starting it: the data directory has no pg_control, and the first segment tells the size
    }

    private void ask(int timeline, int number) {
        ask(name(timeline, number));
    }

    /** As the script does. */
    private void ask(String name) {
        try {
            Files.deleteIfExists(answer(name));
            Files.writeString(
                    spool.folder()
                            .resolve("ask")
                            .resolve(name + "." + ProcessHandle.current().pid()),
                    "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void take(int timeline, int number) throws IOException {
        Files.writeString(spool.folder().resolve("at"), name(timeline, number) + "\n");
        Files.move(
                spool.folder().resolve("ready").resolve(name(timeline, number)),
                folder.resolve("taken"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean ready(int timeline, int number) {
        return Files.exists(spool.folder().resolve("ready").resolve(name(timeline, number)));
    }

    private boolean asked(int timeline, int number) {
        return Files.exists(spool.folder()
                .resolve("ask")
                .resolve(name(timeline, number) + "." + ProcessHandle.current().pid()));
    }

    private int said(int timeline, int number) {
        return said(name(timeline, number));
    }

    private int said(String name) {
        try {
            return Integer.parseInt(Files.readString(answer(name)).strip());
        } catch (IOException notYet) {
            return 0;
        }
    }

    private Path answer(String name) {
        return spool.folder()
                .resolve("said")
                .resolve(name + "." + ProcessHandle.current().pid());
    }

    private long held() {
        String[] ready = spool.folder().resolve("ready").toFile().list();
        return ready == null ? 0 : ready.length;
    }

    private void store(int timeline, int number) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0xD110).putShort((short) 2).putInt(timeline).putLong((long) number * SIZE.bytes());
        bytes.putInt(0).putInt(0).putLong(CLUSTER).putInt(SIZE.bytes()).putInt(8192);
        Files.write(wal.resolve(name(timeline, number)), bytes.array());
    }

    private static String name(int timeline, int number) {
        return new Segment(new Timeline(timeline), number, SIZE).name();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
