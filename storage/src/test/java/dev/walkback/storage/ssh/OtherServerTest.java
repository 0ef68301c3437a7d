package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Capability;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.StorageException.Denied;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without rename that replaces, hard links, fsync and copies on the server. */
class OtherServerTest {

    @TempDir
    private Path root;

    private final AtomicInteger moves = new AtomicInteger();
    private Moment beforeMove = number -> {};
    private Moment afterMove = number -> {};
    private OtherServer server;
    private SshStorage storage;

    private interface Moment {
        void reached(int number) throws IOException;
    }

    @BeforeEach
    void start() {
        server = new OtherServer(new SftpEventListener() {
            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> how)
                    throws IOException {
                beforeMove.reached(moves.incrementAndGet());
            }

            @Override
            public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> how, Throwable failure)
                    throws IOException {
                afterMove.reached(moves.get());
            }
        });
        storage = new SshStorage(server.config(root), Clock.systemUTC());
    }

    @AfterEach
    void end() {
        storage.close();
        server.close();
    }

    @Test
    void it_offers_nothing_that_we_count_on() {
        assertThat(storage.capabilities()).doesNotContain(Capability.ATOMIC_REFUSAL, Capability.SERVER_SIDE_COPY);
    }

    @Test
    void bytes_come_back_as_they_went() throws IOException {
        byte[] bytes = new byte[3_000_001];
        new Random(3).nextBytes(bytes);

        storage.write("a/folder/object", Content.of(bytes), Overwrite.REFUSED);

        try (OpenObject object = storage.read("a/folder/object", ByteRange.ALL)) {
            assertThat(object.bytes().readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void an_object_is_replaced_and_nothing_else_stays() throws IOException {
        put("object", "old");

        put("object", "new");

        assertThat(names()).containsExactly("object");
        assertThat(root.resolve("object")).hasContent("new");
    }

    @Test
    void the_old_object_is_back_when_the_new_one_is_refused_its_name() throws IOException {
        put("object", "old");
        moves.set(0);
        beforeMove = number -> {
            if (number == 2) {
                throw new IOException("not today");
            }
        };

        assertThatThrownBy(() -> put("object", "new")).isInstanceOf(StorageException.class);

        assertThat(names()).containsExactly("object");
        assertThat(root.resolve("object")).hasContent("old");
    }

    @Test
    void the_old_object_is_back_when_the_line_breaks_while_it_is_aside() throws IOException {
        put("object", "old");
        moves.set(0);
        afterMove = number -> {
            if (number == 1) {
                server.cut();
            }
        };

        assertThatThrownBy(() -> put("object", "new")).isInstanceOf(StorageException.Unreachable.class);

        assertThat(names()).containsExactly("object");
        assertThat(root.resolve("object")).hasContent("old");
    }

    @Test
    void the_new_object_stays_when_the_line_breaks_after_it_got_its_name() throws IOException {
        put("object", "old");
        moves.set(0);
        afterMove = number -> {
            if (number == 2) {
                server.cut();
            }
        };

        assertThatThrownBy(() -> put("object", "new")).isInstanceOf(StorageException.Unreachable.class);

        assertThat(names()).containsExactly("object");
        assertThat(root.resolve("object")).hasContent("new");
    }

    @Test
    void refusing_to_overwrite_keeps_the_old_object() throws IOException {
        put("object", "old");

        assertThatThrownBy(() -> storage.write("object", text("new"), Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);

        assertThat(names()).containsExactly("object");
        assertThat(root.resolve("object")).hasContent("old");
    }

    @Test
    void an_object_that_came_while_another_was_written_is_kept() {
        Content.Produced late = sink -> {
            sink.write(1);
            Files.writeString(root.resolve("object"), "first");
        };

        assertThatThrownBy(() -> storage.write("object", late, Overwrite.REFUSED))
                .isInstanceOf(StorageException.Exists.class);

        assertThat(root.resolve("object")).hasContent("first");
    }

    @Test
    void a_copy_goes_through_us() {
        put("object", "text");

        storage.copy("object", "copy", Overwrite.REFUSED);

        assertThat(root.resolve("copy")).hasContent("text");
    }

    @Test
    void listings_are_in_the_order_of_keys() {
        put("a/b", "1");
        put("a-b", "2");
        put("a.b", "3");
        put("B", "4");

        assertThat(storage.list(KeyRange.ALL).map(ObjectInfo::key)).containsExactly("B", "a-b", "a.b", "a/b");
    }

    @Test
    void what_is_deleted_is_gone() {
        put("object", "text");

        storage.delete(List.of("object", "never-there"));

        assertThat(storage.stat("object")).isEmpty();
    }

    @Test
    void a_wrong_password_is_turned_away_and_not_shown() {
        try (SshStorage wrong = new SshStorage(server.config(root).withPassword("open barley"), Clock.systemUTC())) {
            Denied denied = catchThrowableOfType(Denied.class, () -> wrong.stat("object"));

            assertThat(denied.reason()).isEqualTo(Denied.Reason.CREDENTIALS);
            assertThat(denied).hasMessageContaining("password").hasMessageNotContaining("barley");
        }
    }

    private void put(String key, String text) {
        storage.write(key, text(text), Overwrite.ALLOWED);
    }

    private static Content text(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
