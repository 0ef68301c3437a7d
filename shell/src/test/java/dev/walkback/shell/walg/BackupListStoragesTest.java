package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup-list} over a primary storage and failover storages, as WAL-G 3.0.9 answered for the same three folders. */
class BackupListStoragesTest {

    private static final String OLDER = "base_000000010000000000000002";
    private static final String MIDDLE = "base_000000010000000000000004";
    private static final String NEWER = "base_000000010000000000000005";

    @TempDir
    Path folder;

    private Path config;

    private record Answer(int exit, String out, String err) {}

    @BeforeEach
    void lay_three_storages() throws IOException {
        lay("a", OLDER, 2, "02");
        lay("a", NEWER, 9, "05");
        lay("b", OLDER, 2, "02");
        lay("b", MIDDLE, 4, "05");
        Files.createDirectories(folder.resolve("c"));
        config = Files.writeString(folder.resolve("walg.json"), """
                {"WALG_FILE_PREFIX": "%1$s/a", "WALG_FAILOVER_STORAGES": {
                  "zeta": {"WALG_FILE_PREFIX": "%1$s/b"}, "alpha": {"WALG_FILE_PREFIX": "%1$s/c"}}}
                """.formatted(folder));
    }

    @Test
    void backups_of_all_storages_stand_in_one_list_by_time() throws Exception {
        Answer answer = run("backup-list");

        assertThat(answer.out()).isEqualTo("""
                backup_name                   modified             wal_file_name            storage_name
                base_000000010000000000000002 2026-01-01T00:00:02Z 000000010000000000000002 default
                base_000000010000000000000002 2026-01-01T00:00:02Z 000000010000000000000002 zeta
                base_000000010000000000000004 2026-01-01T00:00:04Z 000000010000000000000004 zeta
                base_000000010000000000000005 2026-01-01T00:00:09Z 000000010000000000000005 default
                """);
        assertThat(answer.err()).contains("List backups from storages: [default alpha zeta]");
    }

    @Test
    void with_details_the_last_listed_of_those_begun_at_one_time_stands_first() throws Exception {
        List<String> names = new ArrayList<>();
        run("backup-list", "--detail").out().lines().skip(1).forEach(line -> {
            String[] cells = line.split(" +", -1);
            names.add(cells[0] + " " + cells[3]);
        });

        assertThat(names).containsExactly(OLDER + " zeta", OLDER + " default", MIDDLE + " zeta", NEWER + " default");
    }

    @Test
    void one_storage_can_be_asked_for_by_name() throws Exception {
        Answer answer = run("backup-list", "--target-storage", "zeta", "--json");

        assertThat(answer.out()).contains(OLDER, MIDDLE).doesNotContain(NEWER).doesNotContain("default");
        assertThat(answer.err()).contains("List backups from storages: [zeta]");
    }

    @Test
    void a_failover_storage_that_cannot_be_reached_is_passed_by_and_told() throws Exception {
        Files.writeString(config, """
                {"WALG_FILE_PREFIX": "%s/a", "WALG_FAILOVER_STORAGES": {"far": {"WALG_SSH_PREFIX": "ssh://127.0.0.1/x",
                  "SSH_PORT": "1", "SSH_USERNAME": "u", "SSH_PASSWORD": "p"}}}
                """.formatted(folder));

        Answer answer = run("backup-list");

        assertThat(answer.exit()).as(answer.err()).isZero();
        assertThat(answer.out()).contains(OLDER, NEWER);
        assertThat(answer.err())
                .contains("WARNING: ")
                .contains("storage \"far\" is passed by")
                .contains("List backups from storages: [default]");
    }

    @Test
    void a_failover_folder_that_is_not_there_fails_as_in_WAL_G() throws Exception {
        Files.delete(folder.resolve("c"));

        Answer answer = run("backup-list");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.out()).isEmpty();
    }

    private void lay(String storage, String name, int second, String started) throws IOException {
        Path backups = folder.resolve(storage).resolve("basebackups_005");
        Files.createDirectories(backups.resolve(name));
        Path sentinel = Files.writeString(backups.resolve(name + "_backup_stop_sentinel.json"), "{}");
        Files.setLastModifiedTime(
                sentinel, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second)));
        Files.writeString(
                backups.resolve(name).resolve("metadata.json"),
                "{\"start_time\":\"2026-01-01T00:00:" + started + "Z\",\"hostname\":\"h\",\"data_dir\":\"/d\"}");
    }

    private Answer run(String... words) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = Map.of("TZ", "UTC", "WALG_CONFIG_PATH", config.toString());
        Console console = new Console(
                out, err, InputStream.nullInputStream(), false, false, false, 80, environment, Clock.systemUTC());
        int exit = new WalgFace().run(List.of(words), console);
        return new Answer(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
