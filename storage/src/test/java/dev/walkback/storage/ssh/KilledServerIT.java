package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.Components;
import dev.walkback.testing.KillableSshd;
import dev.walkback.testing.Sshd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenSSH's server ends by {@code kill -9} while it is being used, and comes back. */
class KilledServerIT {

    private static final int MIB = 1 << 20;
    private static final int MORE_THAN_IS_UNDER_WAY = 64;

    private KillableSshd server;
    private Path root;
    private SshStorage storage;

    @BeforeEach
    void start() {
        Sshd shared = Components.sshd();
        root = shared.freshFolder();
        server = KillableSshd.beside(shared);
        SshConfig config = OpenSsh.config(shared, root).withPort(server.port()).withHostKeys(new HostKeys.Unchecked());
        storage = new SshStorage(config, Clock.systemUTC());
    }

    @AfterEach
    void end() {
        storage.close();
        server.close();
    }

    @Test
    void a_read_that_was_cut_is_no_short_object() throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
            large.setLength((long) MORE_THAN_IS_UNDER_WAY * MIB);
        }
        try (OpenObject object = storage.read("large", ByteRange.ALL)) {
            object.bytes().readNBytes(MIB);
            server.kill();

            assertThatThrownBy(() -> object.bytes().readAllBytes()).isInstanceOf(StorageException.Unreachable.class);
        }
    }

    @Test
    void a_write_that_was_cut_leaves_nothing_to_be_seen() {
        Content.Produced cut = sink -> {
            sink.write(new byte[MIB]);
            server.kill();
            for (int i = 0; i < MORE_THAN_IS_UNDER_WAY; i++) {
                sink.write(new byte[MIB]);
            }
        };

        assertThatThrownBy(() -> storage.write("new", cut, Overwrite.ALLOWED))
                .isInstanceOf(StorageException.Unreachable.class);

        server.startAgain();
        assertThat(storage.list(KeyRange.ALL)).isEmpty();
    }

    @Test
    void a_write_that_was_cut_leaves_the_old_object() throws IOException {
        Files.writeString(root.resolve("object"), "old");
        Content.Produced cut = sink -> {
            sink.write(new byte[MIB]);
            server.kill();
        };

        assertThatThrownBy(() -> storage.write("object", cut, Overwrite.ALLOWED))
                .isInstanceOf(StorageException.Unreachable.class);

        assertThat(root.resolve("object")).hasContent("old");
    }

    @Test
    void the_file_of_a_write_that_was_cut_goes_when_the_server_is_back() throws IOException {
        Content.Produced cut = sink -> {
            sink.write(new byte[MIB]);
            server.kill();
        };
        assertThatThrownBy(() -> storage.write("new", cut, Overwrite.ALLOWED))
                .isInstanceOf(StorageException.Unreachable.class);

        server.startAgain();
        storage.stat("new");

        assertThat(root).isEmptyDirectory();
    }

    @Test
    void nobody_is_there_while_the_server_is_down() {
        storage.stat("object");
        server.kill();

        assertThatThrownBy(() -> storage.stat("object")).isInstanceOf(StorageException.Unreachable.class);
    }

    @Test
    void a_server_that_came_back_is_found_without_an_error() throws IOException {
        Files.writeString(root.resolve("object"), "here");
        storage.stat("object");
        server.kill();
        server.startAgain();

        assertThat(storage.stat("object")).isPresent();
    }
}
