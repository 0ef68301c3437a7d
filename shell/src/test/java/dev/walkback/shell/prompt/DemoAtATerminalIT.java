package dev.walkback.shell.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as somebody sees it who sits there. */
class DemoAtATerminalIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));
    private static final Path DEMO = ROOT.resolve("target/demo at a terminal");

    @TempDir
    private Path home;

    @AfterEach
    void clean() throws Exception {
        ProcessBuilder clean = new ProcessBuilder(
                        ROOT.resolve("scripts/walkback").toString(), "demo", "--clean")
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("cleaned").toFile());
        clean.environment().put("WALKBACK_DEMO", DEMO.toString());
        assertThat(clean.start().waitFor()).isZero();
    }

    @Test
    void it_opens_the_prompt_on_the_story_and_a_running_server_grows_the_live_archive() throws Exception {
        try (Pane pane = Pane.open(home, 80, 24, environment(), List.of(ROOT + "/scripts/walkback", "demo"))) {
            pane.await("story#0503");
            assertThat(pane.screen()).contains("storage open live, wal show").doesNotContain("storage add NAME URL");
            pane.enter("storage open live");
            pane.await("live#");
            pane.enter("wal show");
            pane.await("1/0/01");
            pane.enter("exit");
            pane.await("stopped PostgreSQL");
        }
        assertThat(Files.exists(DEMO.resolve("server/data/postmaster.pid"))).isFalse();
    }

    private Map<String, String> environment() {
        return Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                home.toString(),
                "TERM",
                "screen-256color",
                "LANG",
                "C.UTF-8",
                "WALKBACK_DEMO",
                DEMO.toString(),
                "WALKBACK_DEMO_STORY",
                "walg");
    }
}
