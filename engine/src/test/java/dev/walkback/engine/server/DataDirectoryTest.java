package dev.walkback.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Document;
import dev.walkback.engine.server.DataDirectory.Content;
import dev.walkback.engine.server.DataDirectory.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path folder;

    private Process other;

    @BeforeEach
    void somebody_elses_process() throws IOException {
        other = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void ends() {
        other.destroyForcibly();
    }

    @Test
    void an_empty_place_is_free_for_a_restore() throws IOException {
        assertThat(DataDirectory.look(folder.resolve("absent")).content()).isEqualTo(Content.ABSENT);
        assertThat(DataDirectory.look(folder).content()).isEqualTo(Content.EMPTY);
        Files.createDirectory(folder.resolve("lost+found"));
        assertThat(DataDirectory.look(folder).content()).isEqualTo(Content.EMPTY_MOUNT);
        assertThat(Content.values()).filteredOn(Content::isFree).hasSize(3);
    }

    @Test
    void what_is_there_is_told_apart() throws IOException {
        Files.createFile(folder.resolve("file"));
        assertThat(DataDirectory.look(folder.resolve("file")).content()).isEqualTo(Content.NOT_A_DIRECTORY);
        assertThat(DataDirectory.look(folder).content()).isEqualTo(Content.OTHER);
        Files.createDirectory(folder.resolve("walkback.restore"));
        assertThat(DataDirectory.look(folder).content()).isEqualTo(Content.UNFINISHED_RESTORE);
        Files.createDirectory(folder.resolve("global"));
        Files.write(folder.resolve("global/pg_control"), new byte[8192]);
        assertThat(DataDirectory.look(folder).content()).isEqualTo(Content.CLUSTER);
    }

    @Test
    void a_link_that_leads_nowhere_is_not_free() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        assertThat(DataDirectory.look(link).content()).isEqualTo(Content.NOT_A_DIRECTORY);
    }

    @Test
    void files_that_steer_the_next_start_are_seen() throws IOException {
        Files.createFile(folder.resolve("recovery.signal"));
        Files.createFile(folder.resolve("backup_label"));
        Files.writeString(folder.resolve("PG_VERSION"), "15\n");

        DataDirectory seen = DataDirectory.look(folder);

        assertThat(seen.marks()).containsExactlyInAnyOrder(Mark.RECOVERY_SIGNAL, Mark.BACKUP_LABEL);
        assertThat(seen.recoversFromArchive()).isTrue();
        assertThat(seen.major()).isEqualTo("15");
    }

    @Test
    void a_pg_control_that_makes_no_sense_is_said_to_be_unreadable() throws IOException {
        Files.createDirectory(folder.resolve("global"));
        Files.write(folder.resolve("global/pg_control"), new byte[100_000]);

        assertThat(DataDirectory.look(folder).control()).isInstanceOf(Document.Unreadable.class);
    }

    @Test
    void the_lock_file_of_a_process_that_is_gone_is_stale() throws Exception {
        lock(other.pid(), Instant.now());
        other.destroyForcibly().waitFor();

        assertThat(DataDirectory.look(folder).liveness()).isEqualTo(Liveness.STALE);
    }

    @Test
    void a_number_that_somebody_took_over_later_is_stale() throws IOException {
        lock(other.pid(), Instant.now().minus(Duration.ofDays(3)));

        assertThat(DataDirectory.look(folder).liveness()).isEqualTo(Liveness.STALE);
    }

    @Test
    void a_process_that_may_be_the_server_counts_as_the_server() throws IOException {
        lock(other.pid(), Instant.now());

        assertThat(DataDirectory.look(folder).isLive()).isTrue();
    }

    @Test
    void a_lock_file_from_a_container_names_a_process_that_began_before_it_and_counts_as_live() throws IOException {
        lock(1, Instant.now());

        assertThat(DataDirectory.look(folder).isLive()).isTrue();
    }

    @Test
    void a_lock_file_that_cannot_be_understood_counts_as_live() throws IOException {
        Files.createFile(folder.resolve("postmaster.pid"));

        assertThat(DataDirectory.look(folder).isLive()).isTrue();
    }

    @Test
    void the_lock_file_tells_where_the_server_listens() {
        assertThat(Postmaster.parse("1234\n/srv/pg\n1763700000\n5433\n/tmp\n\n  5433001  12\nstandby \n"))
                .contains(
                        new Postmaster(1234, false, Instant.ofEpochSecond(1_763_700_000), 5433, "/tmp", "", "standby"));
        assertThat(Postmaster.parse("-99\n/srv/pg\n"))
                .hasValueSatisfying(one -> assertThat(one.single()).isTrue());
        assertThat(Postmaster.parse("\n")).isEmpty();
        assertThat(Postmaster.parse("99999999999999999999999999")).isEmpty();
    }

    private void lock(long pid, Instant started) throws IOException {
        Files.writeString(
                folder.resolve("postmaster.pid"),
                pid + "\n" + folder + "\n" + started.getEpochSecond() + "\n5432\n/tmp\n*\n 1 2\nready\n");
    }
}
