package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the restore_command as PostgreSQL does: by sh, in the data directory, with the names put in. */
class ArchiveGuardTest {

    private static final String FIRST = "00000001000000000000000D";
    private static final String LAST = "00000001000000000000000F";
    private static final String LATER = "000000010000000000000010";

    @TempDir
    Path folder;

    private Path archive;
    private Path data;
    private ArchiveGuard guard;

    @BeforeEach
    void an_archive_of_three_segments() throws IOException {
        archive = Files.createDirectories(folder.resolve("an archive's %f"));
        data = Files.createDirectories(folder.resolve("data/pg_wal")).getParent();
        guard = new ArchiveGuard(folder.resolve("the guard's %p"));
        put(FIRST, "");
        put("00000001000000000000000E", "gz");
        put(LAST, "zst");
        guard.write(WalArchive.look(archive));
    }

    private void put(String name, String ending) {
        SmallBackup.write(archive, name, ending, SmallBackup.unzipped("timelines/" + name + ".gz"));
    }

    private int asked(String name) {
        String target = "pg_wal/RECOVERYXLOG";
        String command = guard.restoreCommand()
                .replace("%%", "\0")
                .replace("%f", name)
                .replace("%p", target)
                .replace("\0", "%");
        try {
            return new ProcessBuilder("sh", "-c", command)
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FIRST, "00000001000000000000000E", LAST})
    void a_segment_is_put_in_place_whatever_compressed_it(String name) throws IOException {
        assertThat(asked(name)).isZero();
        assertThat(Files.readAllBytes(data.resolve("pg_wal/RECOVERYXLOG")))
                .isEqualTo(SmallBackup.unzipped("timelines/" + name + ".gz"));
    }

    @Test
    void lz4_is_known_too() {
        put(LATER, "lz4");
        assertThat(asked(LATER)).isZero();
    }

    @Test
    void what_came_after_the_script_was_written_is_handed_out() {
        put(LATER, "");
        assertThat(asked(LATER)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {LATER, "00000002.history", "00000001.history"})
    void what_is_certainly_not_there_ends_replay(String name) {
        assertThat(asked(name)).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_gone_stops_the_server() throws IOException {
        Files.move(archive, folder.resolve("elsewhere"));
        assertThat(asked(LATER)).isEqualTo(254);
    }

    @Test
    void an_empty_mount_point_stops_the_server() throws IOException {
        Files.move(archive, folder.resolve("elsewhere"));
        Files.createDirectories(archive);
        assertThat(asked(LATER)).isEqualTo(254);
    }

    @Test
    void a_file_that_was_there_and_is_no_more_stops_the_server() throws IOException {
        Files.delete(archive.resolve(FIRST));
        assertThat(asked(FIRST)).isEqualTo(254);
    }

    @Test
    void a_short_segment_stops_the_server() throws IOException {
        Files.write(archive.resolve(FIRST), Arrays.copyOf(Files.readAllBytes(archive.resolve(FIRST)), 70_000));
        assertThat(asked(FIRST)).isEqualTo(254);
    }

    @Test
    void a_cut_stream_stops_the_server() throws IOException {
        Path file = archive.resolve(LAST + ".zst");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(asked(LAST)).isEqualTo(254);
    }

    @Test
    void an_empty_history_stops_the_server() throws IOException {
        Files.write(archive.resolve("00000002.history"), new byte[0]);
        assertThat(asked("00000002.history")).isEqualTo(254);
    }

    @Test
    void without_its_list_of_names_the_script_stops_the_server() throws IOException {
        Files.delete(guard.folder().resolve("names"));
        assertThat(asked(LATER)).isEqualTo(254);
    }

    @Test
    void half_a_list_of_names_stops_the_server() throws IOException {
        Files.writeString(guard.folder().resolve("names"), FIRST + "\n");
        assertThat(asked(LATER)).isEqualTo(254);
    }

    @Test
    void without_the_script_itself_the_server_stops() throws IOException {
        Files.delete(guard.folder().resolve("fetch"));
        assertThat(asked(LATER)).isEqualTo(254);
    }

    @Test
    void an_empty_script_stops_the_server() throws IOException {
        Files.write(guard.folder().resolve("fetch"), new byte[0]);
        assertThat(asked(LATER)).isEqualTo(254);
    }

    @Test
    void a_name_that_leads_elsewhere_stops_the_server() {
        assertThat(asked("../said")).isEqualTo(254);
    }

    @Test
    void nothing_in_the_archive_changes() throws IOException {
        asked(FIRST);
        asked(LATER);
        try (var files = Files.list(archive)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void an_archive_without_wal_gets_no_script() throws IOException {
        WalArchive empty = WalArchive.look(Files.createDirectories(folder.resolve("empty")));
        assertThatThrownBy(() -> guard.write(empty)).isInstanceOf(IllegalArgumentException.class);
    }
}
