package dev.walkback.engine.restore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.directory.TargetException;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreOpeningTest {

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void name() {
        data = folder.resolve("data");
    }

    private Walked walked(RecoveryTarget target, boolean replacing) throws InterruptedException {
        RestoreRequest request = Walked.request(target, Timeline.FIRST, null, data);
        Destination to = request.destination();
        Destination asked = new Destination(to.data(), to.tablespaces(), to.wal(), to.owner(), replacing);
        return Walked.of(
                OpenedArchive.named("lz4-delta-chain"),
                new RestoreRequest(
                        request.target(),
                        request.timeline(),
                        request.backup(),
                        request.without(),
                        asked,
                        request.server(),
                        request.delivery(),
                        request.stage(),
                        request.onlyDatabases()));
    }

    private Walked latest() throws InterruptedException {
        return walked(new RecoveryTarget.Latest(), false);
    }

    @Test
    void what_was_begun_is_gone_on_with() throws Exception {
        Walked walked = latest();
        try (RestoreRun run = walked.opening().open()) {
            new Effects(run, Clock.systemUTC()).directory();
        }
        try (RestoreRun again = latest().opening().open()) {
            assertThat(again.walk(Walk.Server.NEVER_STARTED).next()).contains(dev.walkback.engine.restore.Phase.FETCH);
        }
    }

    @Test
    void another_plan_does_not_go_on_with_it() throws Exception {
        latest().opening().open().close();
        Walked other = walked(new RecoveryTarget.Immediate(), false);
        assertThatThrownBy(() -> other.opening().open())
                .isInstanceOfSatisfying(
                        TargetException.OtherRestore.class,
                        taken -> assertThat(taken.plan()).isNotEmpty());
    }

    @Test
    void while_one_works_a_second_is_refused() throws Exception {
        Walked walked = latest();
        try (RestoreRun run = walked.opening().open()) {
            assertThat(run.plan()).isSameAs(walked.plan());
            assertThatThrownBy(() -> walked.opening().open()).isInstanceOf(RestoreLock.Taken.class);
        }
    }

    @Test
    void a_directory_with_files_is_refused_and_stays_as_it_was() throws Exception {
        Walked walked = latest();
        Files.createDirectory(data);
        Files.writeString(data.resolve("precious"), "rows\n");
        assertThatThrownBy(() -> walked.opening().open()).isInstanceOf(TargetException.Occupied.class);
        assertThat(data).isDirectoryContaining("glob:**precious");
        assertThat(new RestoreFolder(data).path()).doesNotExist();
    }

    @Test
    void a_running_servers_directory_is_refused_though_it_may_be_replaced() throws Exception {
        Walked walked = walked(new RecoveryTarget.Latest(), true);
        Files.createDirectory(data);
        Files.writeString(
                data.resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data + "\n"
                        + Clock.systemUTC().instant().getEpochSecond() + "\n5432\n/tmp\n");
        assertThatThrownBy(() -> walked.opening().open()).isInstanceOf(TargetException.Live.class);
        assertThat(new RestoreFolder(data).path()).doesNotExist();
    }

    @Test
    void who_was_killed_while_an_old_directory_went_aside_goes_on_and_loses_nothing() throws Exception {
        Files.createDirectory(data);
        Files.writeString(data.resolve("precious"), "rows\n");
        Walked walked = walked(new RecoveryTarget.Latest(), true);
        walked.opening().open().close();
        Path aside =
                folder.resolve("data.replaced-20261121T100000Z-" + walked.plan().fingerprint());
        Files.move(data, aside);
        try (RestoreRun again = walked.opening().open()) {
            new Effects(again, Clock.systemUTC()).directory();
        }
        assertThat(aside.resolve("precious")).hasContent("rows\n");
        assertThat(new RestoreFolder(data).plan()).exists();
        assertThat(replaced()).isEqualTo(1);
    }

    @Test
    void what_an_older_restore_told_of_a_directory_is_kept_when_it_is_replaced() throws Exception {
        Walked older = walked(new RecoveryTarget.Immediate(), false);
        older.opening().open().close();
        Files.writeString(data.resolve("precious"), "rows\n");
        String told = Files.readString(new RestoreFolder(data).journal());
        walked(new RecoveryTarget.Latest(), true).opening().open().close();
        assertThat(new RestoreFolder(data)
                        .path()
                        .resolve("older-" + older.plan().fingerprint() + "-journal.jsonl"))
                .hasContent(told);
    }

    @Test
    void a_plan_that_is_carried_out_again_moves_aside_again_and_loses_nothing() throws Exception {
        Files.createDirectory(data);
        Files.writeString(data.resolve("precious"), "rows\n");
        Walked walked = walked(new RecoveryTarget.Latest(), true);
        replace(walked, "2026-11-21T10:00:00Z");
        Files.move(new RestoreFolder(data).path(), folder.resolve("put away"));
        Files.writeString(data.resolve("precious"), "newer rows\n");
        replace(walked, "2026-11-21T11:00:00Z");
        assertThat(replaced()).isEqualTo(2);
        assertThat(data.resolve("precious")).doesNotExist();
    }

    private static void replace(Walked walked, String at) throws Exception {
        try (RestoreRun run = walked.opening().open()) {
            new Effects(run, Clock.fixed(Instant.parse(at), ZoneOffset.UTC)).directory();
        }
    }

    private int replaced() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder, "data.replaced-*")) {
            for (Path each : beside) {
                count += Files.exists(new RestoreFolder(each).path()) ? 100 : 1;
            }
        }
        return count;
    }
}
