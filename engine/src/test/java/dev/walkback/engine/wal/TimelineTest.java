package dev.walkback.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    private static final TimelineHistory THIRD = new TimelineHistory(
            new Timeline(3),
            List.of(
                    new TimelineHistory.Switch(Timeline.FIRST, new Lsn(100), ""),
                    new TimelineHistory.Switch(new Timeline(2), new Lsn(200), "")));

    @Property
    void any_number_but_zero_comes_back_from_its_text(@ForAll int id) {
        if (id != 0) {
            assertThat(Timeline.parse(new Timeline(id).toString())).contains(new Timeline(id));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "4294967296", "1A", " 1"})
    void anything_else_is_no_timeline(String text) {
        assertThat(Timeline.parse(text)).isEmpty();
    }

    @Test
    void there_is_no_timeline_zero() {
        assertThatThrownBy(() -> new Timeline(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void large_numbers_come_after_small_ones() {
        assertThat(new Timeline(-1)).isGreaterThan(new Timeline(Integer.MAX_VALUE));
        assertThat(new Timeline(-1).historyName()).isEqualTo("FFFFFFFF.history");
    }

    @Test
    void an_ancestor_reaches_up_to_its_switch_exclusively() {
        assertThat(THIRD.at(new Lsn(99))).isEqualTo(Timeline.FIRST);
        assertThat(THIRD.at(new Lsn(100))).isEqualTo(new Timeline(2));
        assertThat(THIRD.at(new Lsn(200))).isEqualTo(new Timeline(3));
    }

    @Test
    void an_end_on_the_switch_is_still_of_the_ancestor() {
        assertThat(THIRD.contains(Timeline.FIRST, new Lsn(100))).isTrue();
        assertThat(THIRD.contains(Timeline.FIRST, new Lsn(101))).isFalse();
    }

    @Test
    void strangers_are_no_part_of_a_past() {
        assertThat(THIRD.contains(new Timeline(4), Lsn.NONE)).isFalse();
    }

    @Test
    void the_line_ends_with_the_timeline_itself() {
        assertThat(THIRD.line()).hasToString("[1, 2, 3]");
    }

    @Test
    void ancestors_ascend() {
        TimelineHistory.Switch second = new TimelineHistory.Switch(new Timeline(2), new Lsn(1), "");
        assertThatThrownBy(() -> new TimelineHistory(new Timeline(3), List.of(second, second)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimelineHistory(new Timeline(2), List.of(second)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
