package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Chain.Break;
import dev.walkback.engine.recovery.Sketch;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {

    private final Sketch sketch = new Sketch(SegmentSize.USUAL);

    private Backup full(int timeline, int segment) {
        return sketch.full(timeline, sketch.at(segment, 1), sketch.at(segment, 2))
                .last();
    }

    private Backup delta(int timeline, int segment) {
        return sketch.delta(timeline, sketch.at(segment, 1), sketch.at(segment, 2))
                .last();
    }

    private Backup delta(int timeline, int segment, Backup parent, Lsn since, int count) {
        return sketch.delta(timeline, sketch.at(segment, 1), sketch.at(segment, 2), parent, since, count)
                .last();
    }

    private Chain chain(Backup wanted, Backup... others) {
        return Chain.of(
                wanted,
                name -> List.of(others).stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst(),
                this::history);
    }

    /** The second timeline left the first in the middle of segment 6; of the third nothing is told. */
    private Optional<TimelineHistory> history(Timeline timeline) {
        return switch (timeline.id()) {
            case 1 -> Optional.of(TimelineHistory.none(timeline));
            case 2 ->
                Optional.of(new TimelineHistory(
                        timeline, List.of(new TimelineHistory.Switch(Timeline.FIRST, sketch.at(6, 2), ""))));
            default -> Optional.empty();
        };
    }

    @Test
    void a_full_backup_stands_alone() {
        Backup full = full(1, 2);
        assertThat(chain(full)).isEqualTo(new Chain(List.of(full), List.of()));
    }

    @Test
    void deltas_follow_their_full_backup_in_order() {
        Backup full = full(1, 2);
        Backup first = delta(1, 4);
        Backup second = delta(1, 5);
        assertThat(chain(second, full, first)).isEqualTo(new Chain(List.of(full, first, second), List.of()));
    }

    @Test
    void a_delta_whose_parent_is_gone_is_reported_not_hidden() {
        Backup full = full(1, 2);
        Backup delta = delta(1, 4);
        assertThat(chain(delta).breaks()).containsExactly(new Break.ParentMissing(delta.name(), full.name()));
    }

    @Test
    void a_parent_on_a_branch_that_is_no_past_is_foreign() {
        Backup full = full(2, 7);
        Backup delta = delta(1, 9);
        assertThat(chain(delta, full).breaks())
                .containsExactly(new Break.Foreign(delta.name(), full.name(), new Timeline(2), null));
    }

    @Test
    void a_parent_that_finishes_after_its_timeline_was_left_is_foreign() {
        Backup full = full(1, 7);
        Backup delta = delta(2, 9);
        assertThat(chain(delta, full).breaks())
                .containsExactly(new Break.Foreign(delta.name(), full.name(), Timeline.FIRST, sketch.at(6, 2)));
    }

    @Test
    void a_parent_that_finishes_at_the_switch_point_is_past() {
        Backup full = full(1, 6);
        assertThat(chain(delta(2, 9), full).isWhole()).isTrue();
    }

    @Test
    void nothing_is_held_against_a_delta_whose_past_nobody_tells() {
        Backup full = full(1, 7);
        assertThat(chain(delta(3, 9), full).isWhole()).isTrue();
    }

    @Test
    void a_parent_that_finishes_after_the_delta_starts_breaks_the_chain() {
        Backup full = sketch.full(1, sketch.at(2, 1), sketch.at(8, 1)).last();
        Backup delta = delta(1, 4);
        assertThat(chain(delta, full).breaks())
                .containsExactly(
                        new Break.ParentFinishesLater(delta.name(), full.name(), sketch.at(8, 1), sketch.at(4, 1)));
    }

    @Test
    void a_parent_that_was_replaced_breaks_the_chain() {
        Backup full = full(1, 2);
        Backup delta = delta(1, 4, full, sketch.at(1, 1), 1);
        assertThat(chain(delta, full).breaks())
                .containsExactly(new Break.OtherSince(delta.name(), full.name(), sketch.at(1, 1), sketch.at(2, 1)));
    }

    @Test
    void a_count_that_is_not_the_number_of_steps_breaks_the_chain() {
        Backup full = full(1, 2);
        Backup delta = delta(1, 4, full, sketch.at(2, 1), 3);
        assertThat(chain(delta, full).breaks()).containsExactly(new Break.OtherCount(delta.name(), 3, 1));
    }

    @Test
    void parents_that_lead_back_are_a_cycle() {
        Backup full = full(1, 2);
        Backup first = delta(1, 4);
        Backup again = delta(1, 2, first, sketch.at(4, 1), 2);
        Backup wanted = new Backup(
                full.name(), full.sentinelKey(), full.stored(), again.sentinel(), full.metadata(), full.objects());
        assertThat(chain(first, wanted, first).breaks()).contains(new Break.Cycle(first.name()));
    }
}
