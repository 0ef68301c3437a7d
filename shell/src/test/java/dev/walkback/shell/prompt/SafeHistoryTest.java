package dev.walkback.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeHistoryTest {

    @TempDir
    Path folder;

    @Test
    void its_file_is_for_its_owner_only() throws IOException {
        Path file = SafeHistory.prepared(folder.resolve("walkback/history"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_others_could_read_no_longer_can_be() throws IOException {
        Path file = Files.writeString(folder.resolve("history"), "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        SafeHistory.prepared(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "");
        Path link = Files.createSymbolicLink(folder.resolve("history"), target);
        assertThatThrownBy(() -> SafeHistory.prepared(link)).hasMessageContaining("not a plain file");
    }

    @Test
    void what_is_suggested_confirms_nothing() {
        SafeHistory history = new SafeHistory();
        history.add(Instant.EPOCH, "storage rm a");
        history.add(Instant.EPOCH, "storage rm --confirm=1234-abcd a");
        List<String> suggested = new ArrayList<>();
        history.reverseIterator(history.last()).forEachRemaining(entry -> suggested.add(entry.line()));
        assertThat(suggested).containsExactly("storage rm a");
        assertThat(history.size()).isEqualTo(2);
    }
}
