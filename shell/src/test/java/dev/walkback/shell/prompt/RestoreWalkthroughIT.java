package dev.walkback.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty directory to a promoted server, as somebody types it who has never done it. */
class RestoreWalkthroughIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    @TempDir
    Path folder;

    private Path orders;

    @BeforeEach
    void unpack() throws IOException {
        PackedArchive.named("lz4-delta-chain").unpackInto(folder.resolve("packed"));
        orders = Files.move(folder.resolve("packed/storage"), folder.resolve("orders"));
    }

    private Pane open(int columns, int rows, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.toString(),
                "JAVA_HOME", System.getProperty("java.home"),
                "XDG_STATE_HOME", folder.resolve("state").toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "XDG_CONFIG_HOME", folder.resolve("config").toString(),
                "TERM", "screen-256color",
                "LC_ALL", "C.UTF-8"));
        environment.putAll(more);
        return Pane.open(
                folder,
                columns,
                rows,
                environment,
                List.of(
                        ROOT.resolve("scripts/walkback").toString(),
                        "--storage",
                        orders.toUri().toString()));
    }

    private static String plan(RestoredServer server) {
        return "restore plan --lsn 0/E002270 --exclusive --into " + server.data()
                + (server.owner().isEmpty() ? "" : " --user " + server.owner());
    }

    @Test
    void nine_steps_lead_from_nothing_to_a_promoted_server() throws Exception {
        try (RestoredServer server = Components.restored(15);
                Pane pane = open(110, 50, Map.of())) {
            pane.awaitPrompt("orders#0039 ro>");
            pane.enter(plan(server));
            pane.awaitPrompt("orders#0039 ro*>");
            pane.enter("restore step");
            assertThat(pane.awaitPrompt("orders#0039 restore 2/9>"))
                    .contains("CHOOSE THE MOMENT", "Undo:   nothing has happened yet.");
            pane.enter("restore step");
            assertThat(pane.awaitPrompt("orders#0039 restore 3/9>")).contains("CHOOSE THE BACKUP", "Least work:");
            pane.enter("restore step");
            assertThat(pane.awaitPrompt("orders#0039 restore 4/9>")).contains("CHECK THE ROUTE", "no gap");
            assertThat(server.data()).doesNotExist();
            pane.enter("restore step");
            assertThat(pane.await("Enter does it, n leaves it:")).contains("PREPARE THE DIRECTORY", "0700");
            pane.press("Enter");
            pane.awaitPrompt("orders#0039 restore 5/9>");
            pane.enter("restore step");
            assertThat(pane.await("pg_control is written last")).contains("FETCH THE BACKUP");
            pane.press("Enter");
            assertThat(pane.awaitPrompt("orders#0039 restore 6/9>")).contains("done:");
            pane.enter("restore step");
            pane.await("STAGE THE WAL");
            pane.press("Enter");
            pane.awaitPrompt("orders#0039 restore 7/9>");
            pane.enter("restore step");
            assertThat(pane.await("WRITE THE SETTINGS")).contains("restore_command");
            pane.press("Enter");
            pane.awaitPrompt("orders#0039 restore 8/9>");
            pane.enter("restore step");
            assertThat(pane.await("START AND WATCH")).contains("pg_ctl -D " + server.data());
            server.start();
            server.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
            pane.enter("restore step");
            assertThat(pane.await("LOOK, THEN DECIDE")).contains("pg_wal_replay_resume");
            server.sql("select pg_wal_replay_resume()");
            server.await("promoted", "select pg_is_in_recovery()", "f"::equals);
            pane.enter("restore step");
            pane.awaitPrompt("orders#0039 ro>");
            server.sql("create table written_after (yes bool)");
            server.sql("drop table written_after");
            assertThat(server.tables())
                    .isEqualTo(Story.of(folder.resolve("packed"))
                            .state("s7-before-drop")
                            .tables());
        }
    }

    @Test
    void on_a_dumb_terminal_the_steps_are_plain_lines() throws Exception {
        try (RestoredServer server = Components.restored(15);
                Pane pane = open(80, 24, Map.of("TERM", "dumb"))) {
            pane.record().await("ro>");
            pane.enter(plan(server));
            pane.await("ro*>");
            pane.enter("restore step --brief");
            pane.await("restore 2/9>");
            assertThat(pane.written()).contains("CHOOSE THE MOMENT").doesNotContain("\u001b", "Why:");
        }
    }
}
