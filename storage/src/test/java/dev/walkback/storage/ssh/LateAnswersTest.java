package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that come, only later than somebody looked for them. */
class LateAnswersTest {

    private static final Duration LATE = Answers.LOOK_UP.multipliedBy(3);

    @TempDir
    private Path root;

    private OtherServer server;
    private FaultProxy line;
    private SshStorage storage;

    @BeforeEach
    void connect() throws IOException {
        Files.writeString(root.resolve("object"), "text");
        server = new OtherServer(new SftpEventListener() {});
        SshConfig config = server.config(root);
        line = FaultProxy.to(config.port());
        storage = new SshStorage(config.withPort(line.port()), Clock.systemUTC());
        storage.stat("object");
    }

    @AfterEach
    void end() {
        storage.close();
        line.close();
        server.close();
    }

    @Test
    void a_late_answer_is_an_answer() throws Exception {
        CompletableFuture<Optional<ObjectInfo>> outcome = new CompletableFuture<>();
        asked(outcome);
        line.heal();

        assertThat(outcome.get(30, TimeUnit.SECONDS)).isPresent();
        assertThat(line.connections()).as("connections").isEqualTo(1);
    }

    @Test
    void who_stops_waiting_leaves_the_line_to_the_others() throws Exception {
        CompletableFuture<Optional<ObjectInfo>> outcome = new CompletableFuture<>();
        Thread asker = asked(outcome);

        asker.interrupt();
        assertThatThrownBy(() -> outcome.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(StorageException.Interrupted.class);
        line.heal();

        assertThat(storage.stat("object")).isPresent();
        assertThat(line.connections()).as("connections").isEqualTo(1);
    }

    /** Asks while nothing comes back, and returns when the answer is late. */
    private Thread asked(CompletableFuture<Optional<ObjectInfo>> outcome) throws InterruptedException {
        line.down().stallAfter(0);
        long before = line.up().passed();
        Thread asker = Thread.ofPlatform().daemon().start(() -> {
            try {
                outcome.complete(storage.stat("object"));
            } catch (StorageException failure) {
                outcome.completeExceptionally(failure);
            }
        });
        line.up().awaitPassed(before + 1);
        // waits for nothing: this is how slow the server is
        Thread.sleep(LATE);
        return asker;
    }
}
