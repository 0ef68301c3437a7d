package dev.walkback.storage.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.storage.ByteRange;
import dev.walkback.storage.Content;
import dev.walkback.storage.Entry;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.OpenObject;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.StorageException;
import dev.walkback.testing.Components;
import dev.walkback.testing.Sshd;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lies in a folder of a server and was not put there as an object. */
class OddFilesIT {

    private Path root;
    private SshStorage storage;

    @BeforeEach
    void start() throws IOException {
        Sshd sshd = Components.sshd();
        root = sshd.freshFolder();
        Files.writeString(root.resolve("object"), "here");
        storage = new SshStorage(OpenSsh.config(sshd, root), Clock.systemUTC());
    }

    @AfterEach
    void end() {
        storage.close();
    }

    @Test
    void a_pipe_is_left_out_of_listings() throws IOException, InterruptedException {
        pipe("pipe");

        assertThat(keys()).containsExactly("object");
    }

    @Test
    void a_pipe_is_not_opened_for_reading() throws IOException, InterruptedException {
        pipe("pipe");

        assertThatThrownBy(() -> storage.read("pipe", ByteRange.ALL)).isInstanceOf(StorageException.Rejected.class);
    }

    @Test
    void a_pipe_is_not_replaced() throws IOException, InterruptedException {
        pipe("pipe");

        assertThatThrownBy(() -> storage.write("pipe", Content.of(new byte[1]), Overwrite.ALLOWED))
                .isInstanceOf(StorageException.Rejected.class);
    }

    @Test
    void a_name_that_is_no_utf8_is_a_key_that_can_be_read() throws IOException {
        Files.writeString(root.resolve(Path.of(URI.create("file:///x%FF%C3%A4")).getFileName()), "odd");

        assertThat(keys()).containsExactly("object", "x\uEFFF\u00E4");
        try (OpenObject object = storage.read("x\uEFFF\u00E4", ByteRange.ALL)) {
            assertThat(object.bytes().readAllBytes()).asString().isEqualTo("odd");
        }
    }

    @Test
    void a_key_that_writes_text_as_bytes_is_refused() {
        assertThatThrownBy(() -> storage.stat("\uEFC3\uEFA4")).isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void a_link_that_leads_out_is_left_out_of_listings() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(root.resolve("outside"), Path.of("/etc"));

        assertThat(keys()).containsExactly("object");
    }

    @Test
    void a_key_that_is_a_link_that_leads_out_is_refused() throws IOException {
        Files.createSymbolicLink(root.resolve("out"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> storage.read("out", ByteRange.ALL)).isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void a_key_through_a_link_that_leads_out_is_refused() throws IOException {
        Files.createSymbolicLink(root.resolve("outside"), Path.of("/etc"));

        assertThatThrownBy(() -> storage.stat("outside/passwd")).isInstanceOf(StorageException.BadKey.class);
    }

    @Test
    void links_that_stay_inside_are_followed() throws IOException {
        Files.createDirectory(root.resolve("folder"));
        Files.writeString(root.resolve("folder/below"), "deep");
        Files.createSymbolicLink(root.resolve("same"), Path.of("object"));
        Files.createSymbolicLink(root.resolve("way"), Path.of("folder"));

        assertThat(keys()).containsExactly("folder/below", "object", "same", "way/below");
    }

    @Test
    void a_link_to_where_the_walk_is_does_not_lead_it_in_circles() throws IOException {
        Files.createDirectory(root.resolve("folder"));
        Files.createSymbolicLink(root.resolve("folder/up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));

        assertThat(keys()).containsExactly("object");
    }

    @Test
    void a_link_that_is_its_own_target_is_no_object() throws IOException {
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));

        // OpenSSH says of a circle that there is no such file
        assertThat(storage.stat("loop")).isEmpty();
    }

    @Test
    void a_link_to_nothing_is_no_object() throws IOException {
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("gone"));

        assertThat(storage.stat("dangling")).isEmpty();
        assertThat(storage.entries("").map(Entry::key)).containsExactly("object");
    }

    private List<String> keys() {
        return storage.list(KeyRange.ALL).map(ObjectInfo::key).toList();
    }

    private void pipe(String name) throws IOException, InterruptedException {
        List<String> command = List.of(
                Components.command("mkfifo").toString(), root.resolve(name).toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
