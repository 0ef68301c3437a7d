package dev.walkback.shell.command.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.server.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreStartTest {

    @TempDir
    Path data;

    @Test
    void a_replica_is_not_awaited_since_it_never_stands_still() throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        assertThat(RestoreStart.isAwaited(true, DataDirectory.look(data))).isFalse();
    }

    @Test
    void a_recovery_is_followed_to_its_end() throws IOException {
        Files.createFile(data.resolve("recovery.signal"));
        assertThat(RestoreStart.isAwaited(true, DataDirectory.look(data))).isTrue();
    }
}
