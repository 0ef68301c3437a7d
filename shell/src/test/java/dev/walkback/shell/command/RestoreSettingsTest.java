package dev.walkback.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.guide.StartGuide;
import dev.walkback.engine.restore.settings.Configuration;
import dev.walkback.engine.restore.settings.RecoveryOrder;
import dev.walkback.engine.restore.settings.SettingsPlanner;
import dev.walkback.engine.restore.settings.SettingsWriter;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreSettingsTest {

    @TempDir
    Path folder;

    private Path data = Path.of("/");
    private final Looked looked =
            Looked.at(PackedArchive.named("timelines").shared().resolve("storage"), "s3://archives/timelines");

    @BeforeEach
    void write_settings() throws IOException {
        data = Files.createDirectory(folder.resolve("it's orders"));
        Files.writeString(data.resolve("postgresql.conf"), "port = 5432\n");
        Files.writeString(data.resolve("PG_VERSION"), "15\n");
        RecoveryOrder order = new RecoveryOrder(
                "7f3a-c2e1",
                PgVersion.ofMajor(150_000),
                new RecoveryTarget.Xid(48_291_033, false),
                "2",
                ServerWishes.LOOKING,
                "sh /srv/orders.wal/fetch %f \"%p\"",
                null);
        new SettingsWriter(data, null).write(SettingsPlanner.draft(order, Configuration.look(data)));
    }

    @Test
    void what_stands_there_is_shown() throws InterruptedException {
        Looked.Answer answer = looked.onTerminal(100, "restore settings " + typed());
        assertThat(answer.exit()).isZero();
        assertThat(answer.out())
                .contains("recovery_target_xid        48291033")
                .contains("archive_mode               off")
                .contains("recovery.signal")
                .contains("walkback restore settings " + typed() + " --remove");
    }

    @Test
    void a_program_reads_the_same() throws InterruptedException {
        assertThat(looked.piped("restore settings --json " + typed()).out())
                .contains("\"kind\":\"restore-settings\"")
                .contains("\"plan\":\"7f3a-c2e1\",\"written\":true")
                .contains("{\"name\":\"port\",\"value\":\"5433\"}");
    }

    @Test
    void what_is_taken_out_is_gone() throws InterruptedException {
        Looked.Answer answer = looked.piped("restore settings " + typed() + " --remove");
        assertThat(answer.out()).contains("changed: recovery.signal").contains("changed: postgresql.auto.conf");
        assertThat(data.resolve("postgresql.auto.conf")).isEmptyFile();
        assertThat(looked.piped("restore settings " + typed()).exit()).isEqualTo(13);
    }

    @Test
    void what_is_not_there_cannot_be_taken_out() throws InterruptedException {
        Looked.Answer answer = looked.piped("restore settings " + ShellWord.quoted(folder.toString()) + " --remove");
        assertThat(answer.exit()).isEqualTo(13);
        assertThat(answer.err()).contains("settings-absent");
    }

    @Test
    void archiving_is_not_put_on_where_nothing_says_which_timeline_it_is() throws InterruptedException {
        Looked.Answer answer = looked.piped("restore settings " + typed() + " --archive");
        assertThat(answer.exit()).isEqualTo(13);
        assertThat(data.resolve("postgresql.auto.conf")).content().contains("archive_mode = 'off'");
    }

    @ParameterizedTest
    @EnumSource(StartGuide.Keeper.class)
    void every_line_of_every_guide_is_one_for_a_shell(StartGuide.Keeper keeper) throws Exception {
        Looked.Answer answer = looked.piped("restore guide " + typed() + " --plain --guide " + keeper.word());
        assertThat(answer.exit()).isZero();
        for (String line : answer.out().lines().toList()) {
            String command = line.split("\t", -1)[1];
            Process shell = new ProcessBuilder("sh", "-n", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .as(command)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(StartGuide.Keeper.class)
    void every_guide_names_the_directory(StartGuide.Keeper keeper) throws InterruptedException {
        assertThat(looked.piped("restore guide " + typed() + " --guide " + keeper.word())
                        .out())
                .contains("s orders");
    }

    @Test
    void without_a_plan_there_is_nothing_to_write_again() throws InterruptedException {
        assertThat(looked.piped("restore settings " + typed() + " --write").exit())
                .isEqualTo(13);
    }

    @Test
    void the_port_of_the_copy_is_in_its_guide() throws InterruptedException {
        assertThat(looked.piped("restore guide " + typed()).out()).contains("-p 5433");
    }

    private String typed() {
        return ShellWord.quoted(data.toString());
    }
}
