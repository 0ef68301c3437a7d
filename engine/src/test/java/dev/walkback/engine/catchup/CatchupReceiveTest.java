package dev.walkback.engine.catchup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.gob.GobType.Basic;
import dev.walkback.engine.gob.GobWriter;
import dev.walkback.storage.codec.Lz4Line;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sender may do to a copy, and what not. */
class CatchupReceiveTest {

    private static final Path CONTROL = PackedArchive.vectors().shared().resolve("control");
    private static final Map<String, Object> DONE = Map.of(CatchupWire.IS_DONE, true);
    private static final Map<String, Object> LABEL = content("backup_label", "START".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private Path data;
    private byte[] control;

    @BeforeEach
    void a_copy() throws IOException {
        data = Files.createDirectories(folder.resolve("copy"));
        Files.createDirectories(data.resolve("global"));
        Files.createDirectories(data.resolve("base/5"));
        Files.createDirectories(data.resolve("pg_tblspc"));
        Files.writeString(data.resolve("PG_VERSION"), "15\n");
        Files.writeString(data.resolve("base/5/16400"), "old");
        control = Files.readAllBytes(CONTROL.resolve("pg_control.15"));
        Files.write(data.resolve("global/pg_control"), control);
    }

    @Test
    void what_comes_whole_makes_a_copy_that_can_start() throws Exception {
        receive(whole("base/7/16500", 3), new byte[] {1, 2, 3}, LABEL, content("global/pg_control", control), DONE);

        assertThat(data.resolve("base/7/16500")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(data.resolve("global/pg_control")).hasBinaryContent(control);
        assertThat(data.resolve("global/pg_control.before-catchup")).doesNotExist();
    }

    @Test
    void a_name_that_leads_out_of_the_copy_is_refused() {
        assertThatThrownBy(() -> receive(whole("../outside", 1), new byte[] {1}, DONE))
                .isInstanceOf(IOException.class);

        assertThat(folder.resolve("outside")).doesNotExist();
    }

    @Test
    void a_link_within_the_copy_is_not_followed() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(data.resolve("base/9"), elsewhere);

        assertThatThrownBy(() -> receive(whole("base/9/1", 1), new byte[] {1}, DONE))
                .isInstanceOf(IOException.class);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void only_files_that_were_told_of_are_deleted() throws Exception {
        assertThatThrownBy(() -> receive(deletion("PG_VERSION", "pg_hba.conf"))).hasMessageContaining("not told of");
    }

    @Test
    void a_line_that_breaks_leaves_what_no_server_starts_on() {
        assertThatThrownBy(() -> receive(whole("base/5/16400", 300), new byte[] {1}))
                .isInstanceOf(IOException.class);

        assertThat(data.resolve("global/pg_control")).doesNotExist();
        assertThat(data.resolve("global/pg_control.before-catchup")).hasBinaryContent(control);
    }

    @Test
    void a_sender_that_says_nothing_changes_nothing() {
        assertThatThrownBy(() -> receive()).isInstanceOf(IOException.class);

        assertThat(data.resolve("global/pg_control")).hasBinaryContent(control);
    }

    @Test
    void an_end_without_pg_control_is_none() {
        assertThatThrownBy(() -> receive(LABEL, DONE)).hasMessageContaining("without pg_control");
    }

    private void receive(Object... messages) throws Exception {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (OutputStream frame = Lz4Line.writing(line)) {
            GobWriter writer = new GobWriter(frame);
            for (Object message : messages) {
                writer.write(message instanceof byte[] ? Basic.BYTES : CatchupWire.COMMAND, message);
            }
        }
        CatchupReceive.prepare(data).run(new ByteArrayInputStream(line.toByteArray()), OutputStream.nullOutputStream());
    }

    private static Map<String, Object> whole(String name, long bytes) {
        return Map.of(CatchupWire.NAME, name, CatchupWire.IS_WHOLE, true, CatchupWire.BYTES, bytes);
    }

    private static Map<String, Object> content(String name, byte[] content) {
        return Map.of(CatchupWire.NAME, name, CatchupWire.IS_CONTENT, true, CatchupWire.CONTENT, content);
    }

    private static Map<String, Object> deletion(String... names) {
        return Map.of(CatchupWire.IS_DELETION, true, CatchupWire.DELETED, List.of(names));
    }
}
