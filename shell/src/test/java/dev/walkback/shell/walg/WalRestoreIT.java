package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.Console;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A primary that was left behind is rewound onto the copy that was promoted, with WAL that only the archive still has. */
class WalRestoreIT {

    private static final int ROWS = 1006;

    private PostgresServer primary;
    private RestoredServer promoted;
    private Path archive;
    private String newest;

    private record Ended(int exit, String log) {}

    @AfterEach
    void stop_them() {
        promoted.close();
        primary.close();
    }

    @Test
    void what_was_recycled_is_brought_back_and_the_old_primary_comes_along() throws Exception {
        part();
        List<String> gone = recycle();

        Ended ended = restore();

        assertThat(ended.exit()).as(ended.log()).isZero();
        assertThat(ended.log()).contains("WAL files to restore: [").doesNotContain("ERROR");
        assertThat(segments()).containsAll(gone);
        assertThat(restore().log()).contains("No WAL files to restore");
        // what the archive lacks as well is told, and keeps nothing else from coming
        recycle();
        Files.delete(archive.resolve("wal_005").resolve(gone.get(1)));
        Ended second = restore();
        assertThat(second.exit()).isZero();
        assertThat(second.log()).contains("ERROR").contains("Archive '" + gone.get(1) + "' does not exist.");
        assertThat(segments()).contains(gone.getFirst(), gone.get(2)).doesNotContain(gone.get(1));
        Files.copy(
                promoted.data().resolve("kept").resolve(gone.get(1)),
                promoted.data().resolve("pg_wal").resolve(gone.get(1)));
        command("rm", "-r", promoted.data().resolve("kept").toString());

        rewind();

        primary.start();
        assertThat(primary.sql("select count(*) from t")).isEqualTo(Integer.toString(ROWS));
    }

    /** Two lines of one cluster, and an archive of both. */
    private void part() throws Exception {
        primary = Components.postgres(
                15, Map.of("wal_log_hints", "on", "archive_mode", "always", "wal_keep_size", "512MB"));
        archive = primary.freshFolder();
        primary.stop();
        primary.set("archive_command", "mkdir -p " + archive + "/wal_005 && cp %p " + archive + "/wal_005/%f");
        primary.start();
        primary.sql("create table t (a int)", "insert into t select generate_series(1, 1000)");
        primary.stop();
        promoted = Components.restored(15);
        command("cp", "-a", primary.data().toString(), promoted.data().toString());
        Files.createFile(promoted.data().resolve("standby.signal"));
        promoted.start();
        promoted.sql("select pg_promote()");
        promoted.await("the promotion", "select pg_is_in_recovery()", "f"::equals);
        for (int i = 0; i < 6; i++) {
            promoted.sql("insert into t select 1", "select pg_switch_wal()");
        }
        newest = promoted.sql("select pg_walfile_name(pg_current_wal_lsn())");
        promoted.await(
                "archiving", "select count(*) from pg_ls_archive_statusdir() where name like '%ready'", "0"::equals);
        promoted.stop();
        primary.start();
        primary.sql("insert into t select 2");
        primary.stop();
    }

    /** Takes the segments of the new timeline that are full away, into a folder beside. */
    private List<String> recycle() throws IOException {
        List<String> gone = segments().stream()
                .filter(segment -> segment.compareTo(newest) < 0)
                .toList();
        Path kept = Files.createDirectories(promoted.data().resolve("kept"));
        for (String segment : gone) {
            Path file = promoted.data().resolve("pg_wal").resolve(segment);
            Files.deleteIfExists(kept.resolve(segment));
            Files.move(file, kept.resolve(segment));
        }
        assertThat(gone).hasSizeGreaterThan(3);
        return gone;
    }

    private List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(promoted.data().resolve("pg_wal"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("00000002[0-9A-F]{16}"))
                    .sorted()
                    .toList();
        }
    }

    private Ended restore() throws Exception {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayOutputStream(),
                err,
                InputStream.nullInputStream(),
                false,
                false,
                false,
                80,
                Map.of("WALG_FILE_PREFIX", archive.toString()),
                Clock.systemUTC());
        int exit = new WalgFace()
                .run(
                        List.of(
                                "wal-restore",
                                primary.data().toString(),
                                promoted.data().toString()),
                        console);
        return new Ended(exit, err.toString(StandardCharsets.UTF_8));
    }

    private void rewind() throws Exception {
        promoted.own();
        List<String> command = new ArrayList<>();
        if (!promoted.owner().isEmpty()) {
            String[] who = promoted.owner().split(":", 2);
            command.addAll(List.of("setpriv", "--reuid=" + who[0], "--regid=" + who[1], "--clear-groups"));
        }
        command.add(Components.postgresPrograms(15).resolve("pg_rewind").toString());
        command.add("--target-pgdata=" + primary.data());
        command.add("--source-pgdata=" + promoted.data());
        command(command.toArray(String[]::new));
    }

    private static void command(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
