package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalArchiveTest {

    @TempDir
    Path folder;

    private void gzipped(String... names) {
        for (String name : names) {
            SmallBackup.put(folder.resolve(name + ".gz"), SmallBackup.vector("timelines/" + name + ".gz"));
        }
    }

    private void plain(String name) {
        SmallBackup.put(folder.resolve(name), SmallBackup.unzipped("timelines/" + name + ".gz"));
    }

    @Test
    void segments_are_found_as_they_are_and_compressed() throws IOException {
        gzipped("00000001000000000000000D", "00000001000000000000000E");
        plain("00000001000000000000000F");
        assertThat(WalArchive.look(folder).coverage().get(Timeline.FIRST).runs())
                .extracting(Coverage.Run::segments)
                .containsExactly(3L);
    }

    @Test
    void the_size_of_segments_and_whose_they_are_come_from_the_segments() throws IOException {
        gzipped("00000001000000000000000D");
        WalArchive archive = WalArchive.look(folder);
        assertThat(archive.segmentSize().bytes()).isEqualTo(1 << 20);
        assertThat(archive.system())
                .isEqualTo(PgControl.read(SmallBackup.vector("backup/files-15/global/pg_control"))
                        .optional()
                        .orElseThrow()
                        .systemIdentifier());
    }

    @Test
    void a_hole_is_a_gap() throws IOException {
        gzipped("00000001000000000000000D", "00000001000000000000000F");
        assertThat(WalArchive.look(folder).coverage().get(Timeline.FIRST).gaps())
                .hasSize(1);
    }

    @Test
    void a_segment_of_another_size_does_not_count() throws IOException {
        gzipped("00000001000000000000000D", "00000001000000000000000E");
        SmallBackup.put(folder.resolve("00000001000000000000000F"), new byte[5000]);
        WalArchive archive = WalArchive.look(folder);
        assertThat(archive.coverage().get(Timeline.FIRST).segments()).isEqualTo(2);
        assertThat(archive.doubts()).extracting(WalArchive.Doubt::name).containsExactly("00000001000000000000000F");
    }

    @Test
    void an_empty_file_does_not_count() throws IOException {
        gzipped("00000001000000000000000D");
        SmallBackup.put(folder.resolve("00000001000000000000000E.gz"), new byte[0]);
        assertThat(WalArchive.look(folder).coverage().get(Timeline.FIRST).segments())
                .isOne();
    }

    @Test
    void two_files_of_one_segment_are_told() throws IOException {
        gzipped("00000001000000000000000D");
        plain("00000001000000000000000D");
        assertThat(WalArchive.look(folder).doubts())
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.why()).contains("twice"));
    }

    @Test
    void histories_are_read() throws IOException {
        gzipped("00000001000000000000000D");
        SmallBackup.put(folder.resolve("00000003.history"), SmallBackup.vector("timelines/00000003.history"));
        assertThat(WalArchive.look(folder)
                        .history(new Timeline(3))
                        .orElseThrow()
                        .line())
                .containsExactly(new Timeline(1), new Timeline(3));
    }

    @Test
    void a_history_that_makes_no_sense_is_told() throws IOException {
        gzipped("00000001000000000000000D");
        Files.writeString(folder.resolve("00000003.history"), "nonsense\n");
        assertThat(WalArchive.look(folder).doubts()).hasSize(1);
    }

    @Test
    void what_is_no_wal_is_left_alone_and_told() throws IOException {
        gzipped("00000001000000000000000D");
        Files.writeString(folder.resolve("readme"), "");
        assertThat(WalArchive.look(folder).doubts())
                .extracting(WalArchive.Doubt::name)
                .containsExactly("readme");
    }

    @Test
    void an_empty_folder_has_nothing() throws IOException {
        assertThat(WalArchive.look(folder).coverage()).isEqualTo(Map.of());
    }

    @Test
    void a_file_is_no_archive() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> WalArchive.look(file)).isInstanceOf(NotDirectoryException.class);
    }
}
