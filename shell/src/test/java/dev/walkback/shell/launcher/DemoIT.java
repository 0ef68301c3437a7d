package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo, and what it tells people to type. */
class DemoIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    @Test
    void it_lists_a_storage_and_each_command_it_prints_works_as_printed() throws Exception {
        Ended demo = Ended.run(ROOT, Map.of(), List.of("scripts/walkback", "demo"));
        assertThat(demo.out()).contains("wal_005/00000002.history.zst");
        List<String> commands = demo.out()
                .lines()
                .filter(line -> line.startsWith("  scripts/walkback"))
                .toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            Ended ended = Ended.run(ROOT, Map.of(), List.of("sh", "-c", command));
            assertThat(ended.exit()).as(command + ended.err()).isZero();
            assertThat(ended.out()).as(command).isNotBlank();
        }
    }
}
