package dev.walkback.shell.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.setup.SetupLines.Block;
import dev.walkback.shell.setup.SetupLines.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetupLinesTest {

    private static SetupLines lines(String storage) {
        return new SetupLines(
                "/opt/walk back/walkback",
                storage,
                "/etc/walkback.yaml",
                "/srv/pg 16",
                "postgres",
                Path.of("/srv/wal"));
    }

    @Test
    void a_quote_in_a_storage_stays_within_the_setting() {
        assertThat(text(lines("file:///it's"), Part.POSTGRESQL)).contains("--storage ''file:///it''\\''''s''");
    }

    @Test
    void a_percent_sign_is_doubled_where_the_server_would_take_it_for_its_own() {
        assertThat(text(lines("file:///a%f"), Part.POSTGRESQL))
                .contains("file:///a%%f")
                .contains("\"%p\"");
    }

    @Test
    void a_percent_sign_does_not_end_a_line_of_a_crontab() {
        assertThat(text(lines("file:///a%f"), Part.CRON)).contains("file:///a\\%f");
    }

    @Test
    void every_line_that_runs_the_program_names_the_same_storage_and_settings() {
        for (Part part : List.of(Part.POSTGRESQL, Part.CRON, Part.SYSTEMD)) {
            assertThat(text(lines("orders"), part).lines().filter(line -> line.contains("walkback'")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("--config /etc/walkback.yaml --storage orders"));
        }
    }

    @Test
    void units_are_four_files() {
        assertThat(lines("orders").blocks(Part.SYSTEMD).stream().map(Block::file))
                .containsExactly(
                        "walkback-backup.service",
                        "walkback-backup.timer",
                        "walkback-verify.service",
                        "walkback-verify.timer");
    }

    private static String text(SetupLines lines, Part part) {
        return String.join(
                "\n",
                lines.blocks(part).stream()
                        .flatMap(block -> block.lines().stream())
                        .toList());
    }
}
