package dev.walkback.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.catalogue.ValueType;
import dev.walkback.shell.session.ArchiveOf;
import dev.walkback.shell.session.Occasion;
import dev.walkback.shell.session.Sitting;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What completion knows of an archive, with its real objects. */
class ValuesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);

    private final Sitting sitting = new Sitting(Occasion.PROMPT, CLOCK, Map.of("--storage", "prod"));
    private final Values values = new Values(new Knowledge(sitting, List::of, Path.of("/"), CLOCK));

    @BeforeEach
    void list() {
        sitting.keep("prod", ArchiveOf.packed("timelines", CLOCK));
    }

    private List<Proposal> of(ValueType type, String current) {
        return values.of(type, List.of(), current, Map.of());
    }

    @Test
    void backups_come_newest_first_with_time_and_size() {
        List<Proposal> backups = of(ValueType.BACKUP, "");
        assertThat(backups).hasSize(6);
        assertThat(backups.get(1).word()).startsWith("base_");
        assertThat(backups.get(1).description()).matches("11-21 10:5\\d [0-9.]+ [KMG]?i?B");
    }

    @Test
    void the_latest_backup_has_a_name_of_its_own() {
        assertThat(of(ValueType.BACKUP, "").getFirst().word()).isEqualTo("LATEST");
    }

    @Test
    void timelines_come_with_how_much_there_is_of_them() {
        assertThat(of(ValueType.TIMELINE, "")).extracting(Proposal::word).containsExactly("1", "2", "3", "4");
    }

    @Test
    void segments_are_offered_where_runs_begin_and_end() {
        assertThat(of(ValueType.SEGMENT, ""))
                .allSatisfy(it -> assertThat(it.word()).hasSize(24));
        assertThat(of(ValueType.SEGMENT, "")).extracting(Proposal::description).contains("a run begins", "a run ends");
    }

    @Test
    void a_segment_that_was_begun_is_found_among_all() {
        String some = of(ValueType.SEGMENT, "").getFirst().word();
        List<Proposal> found = of(ValueType.SEGMENT, some.substring(0, 20));
        assertThat(found).hasSizeGreaterThan(2);
        assertThat(found)
                .filteredOn(it -> it.description().isEmpty())
                .allSatisfy(it -> assertThat(it.word()).startsWith(some.substring(0, 20)));
    }

    @Test
    void a_segment_can_be_typed_short() {
        assertThat(of(ValueType.SEGMENT, "1/"))
                .allSatisfy(it -> assertThat(it.word()).matches("[1-4]/.*/.*"));
    }

    @Test
    void positions_are_those_of_backups_and_forks() {
        assertThat(of(ValueType.LSN, ""))
                .extracting(Proposal::word)
                .allMatch(word -> word.matches("[0-9A-F]+/[0-9A-F]+"));
        assertThat(of(ValueType.LSN, "")).extracting(Proposal::description).contains("end of timeline 1");
    }

    @Test
    void a_cluster_that_is_named_on_the_line_is_the_one_that_is_meant() {
        assertThat(values.of(ValueType.BACKUP, List.of(), "", Map.of("--cluster", "9999")))
                .hasSize(1);
    }
}
