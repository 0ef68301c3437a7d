package dev.walkback.engine.walspool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An uploader in a thread of this process, and the test in the place of the script and of the server. */
class UploaderTest {

    private static final Answer FAILED = new Answer(16, "it cannot be reached");

    @TempDir
    private Path folder;

    private Path data;
    private Path wal;
    private PushSpool spool;
    private String archive = "file:///archive";
    private UploadLimits limits = new UploadLimits(3, Duration.ofSeconds(30));
    private Thread thread;
    private CompletableFuture<Uploader.Ending> ending;

    private final List<String> pushed = new CopyOnWriteArrayList<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Semaphore mayPush = new Semaphore(Integer.MAX_VALUE);
    private final List<String> log = new CopyOnWriteArrayList<>();

    @BeforeEach
    void a_server_with_a_spool() throws IOException {
        data = folder.toRealPath().resolve("data");
        wal = data.resolve("pg_wal");
        Files.createDirectories(wal.resolve("archive_status"));
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
        spool = new PushSpool(folder.toRealPath().resolve("spool"));
        new PushScript(spool, List.of("walkback"), List.of(), Map.of(), 1).write();
    }

    @AfterEach
    void it_is_stopped() throws Exception {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void what_is_ready_is_acknowledged_before_it_is_asked_for() throws Exception {
        ready("A", "B", "C", "D", "E");
        begin();
        await(() -> told("A") && told("E"));
        assertThat(pushed).containsExactlyInAnyOrder("A", "B", "C", "D", "E");
    }

    @Test
    void nothing_is_acknowledged_before_it_is_stored() throws Exception {
        mayPush.drainPermits();
        ready("A");
        begin();
        ask("A");
        await(mayPush::hasQueuedThreads);
        assertThat(told("A")).isFalse();
        mayPush.release();
        await(() -> told("A") && !asked("A"));
    }

    @Test
    void histories_come_first_and_then_the_oldest() throws Exception {
        limits = new UploadLimits(1, Duration.ofSeconds(30));
        ready("00000001000000000000000B", "00000001000000000000000A", "00000002.history");
        begin();
        await(() -> pushed.size() == 3);
        assertThat(pushed).containsExactly("00000002.history", "00000001000000000000000A", "00000001000000000000000B");
    }

    @Test
    void what_the_server_waits_for_is_pushed_though_all_hands_are_full() throws Exception {
        limits = new UploadLimits(1, Duration.ofSeconds(30));
        mayPush.drainPermits();
        ready("A", "B");
        begin();
        await(() -> mayPush.getQueueLength() == 1);
        ask("B");
        await(() -> mayPush.getQueueLength() == 2);
        mayPush.release(2);
        await(() -> !asked("B"));
    }

    @Test
    void a_failure_is_said_to_whoever_asks_and_the_next_question_tries_again() throws Exception {
        refused.add("A");
        ready("A");
        begin();
        ask("A");
        await(() -> !asked("A"));
        assertThat(spool.answers().resolve(id("A"))).hasContent("16 it cannot be reached");
        refused.clear();
        ask("A");
        await(() -> told("A"));
    }

    @Test
    void a_failure_keeps_nothing_else_from_the_archive() throws Exception {
        refused.add("A");
        ready("A", "B", "C");
        begin();
        await(() -> told("B") && told("C"));
        assertThat(told("A")).isFalse();
    }

    @Test
    void one_sentence_is_logged_however_often_it_fails() throws Exception {
        refused.add("A");
        ready("A");
        begin();
        for (int times = 0; times < 3; times++) {
            ask("A");
            await(() -> !asked("A"));
        }
        assertThat(log).containsExactly("A: it cannot be reached");
    }

    @Test
    void what_the_server_was_told_is_forgotten_when_it_says_so() throws Exception {
        ready("A");
        begin();
        await(() -> told("A"));
        done("A");
        await(() -> !told("A"));
    }

    @Test
    void another_file_of_the_same_name_is_pushed_again() throws Exception {
        ready("A");
        begin();
        await(() -> told("A"));
        FileIdentity first = FileIdentity.of(wal.resolve("A"));
        Path other = Files.writeString(wal.resolve("other"), "other");
        Files.move(other, wal.resolve("A"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        ask("A");
        await(() -> !asked("A"));
        assertThat(pushed).containsExactly("A", "A");
        assertThat(spool.told().resolve("A")).content().doesNotContain(first.exact());
    }

    @Test
    void a_file_that_changes_while_it_is_read_is_not_acknowledged() throws Exception {
        mayPush.drainPermits();
        ready("A");
        begin();
        await(mayPush::hasQueuedThreads);
        Files.writeString(wal.resolve("A"), "changed");
        mayPush.release();
        await(() -> !log.isEmpty());
        assertThat(told("A")).isFalse();
    }

    @Test
    void what_an_uploader_before_acknowledged_still_counts_where_it_is_true() throws Exception {
        ready("A", "B");
        UploadDesk before = new UploadDesk(spool);
        before.takeUp(archive);
        before.acknowledge("A", FileIdentity.of(wal.resolve("A")));
        before.acknowledge("B", FileIdentity.of(data.resolve("postmaster.pid")));
        before.acknowledge("C", FileIdentity.of(data.resolve("postmaster.pid")));
        begin();
        await(() -> pushed.contains("B") && told("B") && !told("C"));
        assertThat(pushed).containsExactly("B");
    }

    @Test
    void what_another_archive_has_does_not_count() throws Exception {
        ready("A");
        UploadDesk before = new UploadDesk(spool);
        before.takeUp("file:///another");
        before.acknowledge("A", FileIdentity.of(wal.resolve("A")));
        begin();
        await(() -> pushed.contains("A"));
    }

    @Test
    void a_ready_file_that_is_gone_is_passed_by() throws Exception {
        ready("A", "B");
        Files.delete(wal.resolve("A"));
        begin();
        await(() -> told("B"));
        assertThat(log).isEmpty();
    }

    @Test
    void a_second_one_ends_at_once() throws Exception {
        begin();
        await(() -> Files.exists(spool.pulse()));
        assertThat(uploader().run()).isEqualTo(Uploader.Ending.TAKEN);
    }

    @Test
    void it_ends_when_the_server_is_gone_and_leaves_no_acknowledgement() throws Exception {
        ready("A");
        begin();
        await(() -> told("A"));
        Files.delete(data.resolve("postmaster.pid"));
        assertThat(ending.get(20, TimeUnit.SECONDS)).isEqualTo(Uploader.Ending.SERVER_GONE);
        assertThat(spool.told()).isEmptyDirectory();
        assertThat(spool.owner()).doesNotExist();
    }

    @Test
    void it_ends_when_the_server_asks_for_nothing() throws Exception {
        limits = new UploadLimits(1, Duration.ZERO);
        ready("A");
        begin();
        assertThat(ending.get(20, TimeUnit.SECONDS)).isEqualTo(Uploader.Ending.IDLE);
    }

    private void begin() {
        Uploader uploader = uploader();
        ending = new CompletableFuture<>();
        thread = Thread.ofPlatform().start(() -> {
            try {
                ending.complete(uploader.run());
            } catch (Throwable failure) {
                ending.completeExceptionally(failure);
            }
        });
    }

    private Uploader uploader() {
        return new Uploader(spool, this::push, archive, data, limits, this::answer, log::add);
    }

    private void push(Path file) throws IOException, InterruptedException {
        mayPush.acquire();
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (refused.contains(file.getFileName().toString())) {
            throw new IllegalStateException("refused");
        }
        pushed.add(file.getFileName().toString());
    }

    private Answer answer(Throwable failure) {
        return failure instanceof IllegalStateException ? FAILED : new Answer(1, failure.toString());
    }

    private void ready(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(wal.resolve(name), name);
            Files.createFile(wal.resolve("archive_status").resolve(name + ".ready"));
        }
    }

    private void done(String name) throws IOException {
        Path status = wal.resolve("archive_status");
        Files.move(status.resolve(name + ".ready"), status.resolve(name + ".done"));
    }

    private static String id(String name) {
        return name + "." + ProcessHandle.current().pid();
    }

    private void ask(String name) throws IOException {
        Files.writeString(spool.asks().resolve(id(name)), wal.resolve(name) + "\n");
    }

    private boolean asked(String name) {
        return Files.exists(spool.asks().resolve(id(name)));
    }

    private boolean told(String name) {
        return Files.exists(spool.told().resolve(name));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(end);
            Thread.sleep(5);
        }
    }
}
