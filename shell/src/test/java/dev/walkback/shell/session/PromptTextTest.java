package dev.walkback.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Archive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTextTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Sitting sitting = new Sitting(Occasion.PROMPT, CLOCK, Map.of("--storage", "prod-s3"));

    private String text(int width) {
        return PromptText.of(sitting.now(), NOW, width, true).text();
    }

    private void list() {
        sitting.keep(sitting.standing().storage(), ArchiveOf.packed("timelines", CLOCK));
    }

    @Test
    void with_nothing_open_it_is_the_programs_name() {
        sitting.open("");
        assertThat(text(80)).isEqualTo("walkback> ");
    }

    @Test
    void before_the_listing_is_there_it_names_the_storage() {
        assertThat(text(80)).isEqualTo("prod-s3 ro> ");
    }

    @Test
    void it_names_storage_and_cluster_and_the_end_of_the_system_identifier() {
        list();
        assertThat(text(120)).isEqualTo("prod-s3/storage#0503 ro> ");
    }

    @ParameterizedTest
    @CsvSource({"75, prod-s3/storage#0503 ro> ", "74, storage#0503 ro> ", "51, storage#0503 ro> ", "50, #0503 ro> "})
    void past_a_third_of_the_width_it_shrinks(int width, String expected) {
        list();
        assertThat(text(width).strip()).isEqualTo(expected.strip());
    }

    @Test
    void signs_say_that_a_plan_waits_that_something_changed_and_that_nobody_answered() {
        list();
        sitting.planned("7f3a-c2e1");
        sitting.touched();
        sitting.unanswered("prod-s3");
        assertThat(text(120)).endsWith(" ro*!?> ");
    }

    @Test
    void armed_is_a_word_and_no_longer_there_when_it_is_over() {
        list();
        sitting.arm("storage");
        assertThat(text(120)).isEqualTo("prod-s3/storage#0503 ARMED> ");
        assertThat(PromptText.of(sitting.standing(), NOW.plus(Arming.LASTS), 120, true)
                        .armed())
                .isFalse();
    }

    @Test
    void several_clusters_are_told_to_be_several_until_one_is_chosen(@TempDir Path folder) throws IOException {
        Archive mixed = ArchiveOf.both("timelines", "segsize-1mb", folder, CLOCK);
        sitting.keep("prod-s3", mixed);
        assertThat(text(120)).contains("#MIX");
        sitting.use(mixed.clusters().getFirst().identifier());
        assertThat(text(120)).doesNotContain("#MIX");
    }

    @Test
    void a_directory_is_named_by_its_last_folder_only() {
        sitting.open("file:///var/archive/orders/");
        assertThat(text(80)).isEqualTo("orders ro> ");
    }

    @Test
    void a_name_that_is_not_ascii_is_harmless_where_only_ascii_can_be_shown() {
        sitting.open("größe\u001b[31m");
        assertThat(text(120)).isASCII().doesNotContain("\u001b");
    }

    @Test
    void the_bottom_line_leaves_out_whole_parts_and_the_age_last() {
        list();
        var parts = StatusText.parts(sitting.now(), null, null, NOW.plus(Duration.ofMinutes(3)));
        assertThat(StatusText.line(parts, "F1 help", 120, true))
                .isEqualTo("storage PG 15 | 5 backups | listed 3 min ago | F1 help");
        assertThat(StatusText.line(parts, "F1 help", 40, true)).isEqualTo("storage PG 15 | listed 3 min ago");
        assertThat(StatusText.line(parts, "F1 help", 20, true)).isEqualTo("listed 3 min ago");
    }

    @Test
    void the_bottom_line_tells_what_is_not_known() {
        assertThat(StatusText.parts(sitting.now(), null, null, NOW)).containsExactly("not listed");
    }

    @Test
    void the_bottom_line_tells_where_one_can_go_back_to_once_that_is_worked_out() {
        Archive archive = ArchiveOf.packed("lz4-delta-chain", CLOCK);
        sitting.keep(sitting.standing().storage(), archive);
        sitting.findings(archive);

        assertThat(StatusText.parts(sitting.now(), sitting.known(), null, NOW)).contains("window ~11-21 10:51..now");
    }

    @Test
    void of_many_windows_the_bottom_line_tells_how_many_and_the_one_that_grows() {
        Archive archive = ArchiveOf.packed("timelines", CLOCK);
        sitting.keep(sitting.standing().storage(), archive);
        sitting.findings(archive);

        assertThat(StatusText.parts(sitting.now(), sitting.known(), null, NOW)).contains("5 windows ~11-21 10:51..now");
    }
}
