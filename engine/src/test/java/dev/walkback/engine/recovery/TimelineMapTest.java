package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.recovery.TimelineMap.Mark;
import dev.walkback.engine.recovery.TimelineMap.Scale;
import dev.walkback.engine.wal.SegmentSize;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineMapTest {

    private static final String STORY = """
            TL 1  04F ======== 0Cd ==== xx === 17F ====   fork at 1A
            TL 2                                        1A= 1CF* =====~
            """;

    private static TimelineMap map(String text, Scale scale, int columns) {
        return TimelineMap.of(RecoveryWindows.of(ArchiveText.of(text).cluster()), scale, columns);
    }

    private static List<String> drawn(TimelineMap map) {
        return map.rows().stream()
                .map(row -> row.cells().stream()
                        .map(mark -> switch (mark) {
                            case NOTHING -> " ";
                            case WAL -> "=";
                            case LOST -> "x";
                        })
                        .collect(Collectors.joining()))
                .toList();
    }

    @Test
    void runs_and_gaps_stand_where_they_are() {
        assertThat(drawn(map("TL 1 04F ==== xx ====", Scale.SEGMENTS, 10))).containsExactly("====xx====");
    }

    @Test
    void a_gap_has_a_cell_however_short_it_is() {
        Sketch sketch = new Sketch(SegmentSize.USUAL).wal(1, 1, 5000).without(1, 2500, 2500);
        assertThat(drawn(TimelineMap.of(RecoveryWindows.of(sketch.cluster()), Scale.SEGMENTS, 20)))
                .singleElement()
                .asString()
                .containsOnlyOnce("x");
    }

    @Test
    void a_child_begins_below_where_it_left_its_parent() {
        TimelineMap map = map(STORY, Scale.SEGMENTS, 30);
        TimelineMap.Row child = map.rows().getLast();
        assertThat(child.cells().indexOf(Mark.WAL))
                .isEqualTo(child.fork() == null ? -1 : child.fork().column());
    }

    @Test
    void windows_that_do_not_touch_share_a_lane() {
        assertThat(map("TL 1 04F ==== xx ==== 0EF ====", Scale.SEGMENTS, 14).bars())
                .extracting(bar -> bar.lane() + " " + bar.first() + "-" + bar.last())
                .containsExactly("0 0-3", "0 10-13");
    }

    @Test
    void the_abandoned_rest_of_a_parent_has_a_lane_of_its_own() {
        assertThat(map("""
                        TL 1 04F ========  fork at 07
                        TL 2 07= =====
                        """, Scale.SEGMENTS, 20).bars())
                .extracting(TimelineMap.Bar::lane)
                .containsExactly(0, 1);
    }

    @Test
    void time_runs_from_left_to_right() {
        TimelineMap map = map(STORY, Scale.TIME, 60);
        assertThat(map.rows().getFirst().backups())
                .extracting(TimelineMap.Flag::column)
                .isSorted();
    }

    @Test
    void a_backup_that_cannot_be_restored_is_told_from_one_that_can() {
        assertThat(map("TL 1 04F ==== 08F! ====", Scale.SEGMENTS, 10)
                        .rows()
                        .getFirst()
                        .backups())
                .extracting(TimelineMap.Flag::isRestorable)
                .containsExactly(true, false);
    }

    @Test
    void an_empty_cluster_has_an_empty_map() {
        assertThat(TimelineMap.of(RecoveryWindows.of(new Sketch(SegmentSize.USUAL).cluster()), Scale.TIME, 80)
                        .rows())
                .isEmpty();
    }

    @Property(tries = 2_000)
    void every_gap_between_runs_has_a_cell(@ForAll long seed, @ForAll @IntRange(min = 1, max = 130) int columns) {
        RandomHistory history = new RandomHistory(seed);
        RecoveryWindows windows = RecoveryWindows.of(history.cluster());
        TimelineMap map = TimelineMap.of(windows, Scale.SEGMENTS, columns);
        for (TimelineMap.Row row : map.rows()) {
            boolean hasGap = windows.branches()
                    .of(row.timeline())
                    .flatMap(Branch::coverage)
                    .filter(coverage -> !coverage.gaps().isEmpty())
                    .isPresent();
            assertThat(row.cells().contains(Mark.LOST) || !hasGap)
                    .as(history + "\n" + row)
                    .isTrue();
        }
    }

    @Property(tries = 1_000)
    void maps_of_time_and_of_segments_fit_into_their_columns(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 130) int columns) {
        RecoveryWindows windows = RecoveryWindows.of(new RandomHistory(seed).cluster());
        for (Scale scale : Scale.values()) {
            TimelineMap map = TimelineMap.of(windows, scale, columns);
            assertThat(map.rows()).allSatisfy(row -> assertThat(row.cells()).hasSize(columns));
            assertThat(map.bars())
                    .allSatisfy(bar ->
                            assertThat(bar.first()).isBetween(0, bar.last()).isLessThan(columns));
        }
    }
}
