package dev.walkback.engine.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BackupLabelTest {

    private static final Path BACKUP = PackedArchive.vectors().shared().resolve("backup");

    private static final String USUAL =
            "START WAL LOCATION: 0/D00028 (file 00000001000000000000000D)\nCHECKPOINT LOCATION: 0/D00060\n";

    @Test
    void a_label_tells_from_where_to_recover() throws IOException {
        assertThat(read("backup_label.15"))
                .isEqualTo(new BackupLabel(
                        new Lsn(0xD00028),
                        "00000001000000000000000D",
                        new Lsn(0xD00060),
                        "streamed",
                        false,
                        "2026-11-21 07:56:56 UTC",
                        "nightly base",
                        new Timeline(1),
                        null));
    }

    @Test
    void a_master_is_no_standby() throws IOException {
        assertThat(read("backup_label.13-primary").fromStandby()).isFalse();
    }

    @Test
    void a_standby_is_told() throws IOException {
        assertThat(read("backup_label.15-standby").fromStandby()).isTrue();
    }

    @Test
    void an_incremental_of_the_server_is_told() throws IOException {
        assertThat(read("backup_label.17-incremental").incrementalFrom()).isEqualTo(new Lsn(0xF00028));
    }

    @Test
    void a_line_break_in_the_label_cannot_move_the_timeline() {
        byte[] file = (USUAL + "LABEL: x\nSTART TIMELINE: 7\nSTART TIMELINE: 2\n").getBytes(UTF_8);
        assertThat(BackupLabel.read(file).optional().orElseThrow().timeline()).isEqualTo(new Timeline(2));
    }

    @Test
    void a_label_without_a_start_is_none() {
        assertThat(BackupLabel.read(new byte[0]).optional()).isEmpty();
    }

    @Test
    void a_backslash_in_a_tablespace_map_guards_what_follows() {
        assertThat(TablespaceMap.read("16384 /a\\\nb\\\\c\n16385 /d e\n".getBytes(UTF_8)))
                .isEqualTo(new Document.Read<>(
                        new TablespaceMap(new java.util.TreeMap<>(Map.of("16384", "/a\nb\\c", "16385", "/d e")))));
    }

    @Test
    void lines_of_a_tablespace_map_that_name_no_place_are_refused() {
        for (String broken : List.of("16384\n", " /a\n", "16384 \n", "16384 /cut")) {
            assertThat(TablespaceMap.read(broken.getBytes(UTF_8)).optional()).isEmpty();
        }
    }

    @Test
    void a_real_tablespace_map_is_read() throws IOException {
        Document<TablespaceMap> map = TablespaceMap.read(Files.readAllBytes(BACKUP.resolve("tablespace_map.15")));
        assertThat(map.optional().orElseThrow().places()).containsOnlyKeys("16384");
    }

    @Property
    void whatever_the_bytes_reading_them_is_safe(@ForAll @Size(max = 200) byte[] bytes) {
        assertThatCode(() -> {
                    BackupLabel.read(bytes);
                    TablespaceMap.read(bytes);
                })
                .doesNotThrowAnyException();
    }

    private static BackupLabel read(String file) throws IOException {
        return BackupLabel.read(Files.readAllBytes(BACKUP.resolve(file)))
                .optional()
                .orElseThrow();
    }
}
