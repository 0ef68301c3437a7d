package dev.walkback.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CoverageTest {

    private static Segment segment(long number) {
        return new Segment(Timeline.FIRST, number, SegmentSize.USUAL);
    }

    private static Coverage of(Set<Integer> numbers) {
        return Coverage.of(
                Timeline.FIRST, numbers.stream().map(number -> segment(number)).toList());
    }

    @Property
    void it_holds_exactly_what_it_was_made_of(@ForAll @Size(max = 60) Set<@IntRange(max = 80) Integer> numbers) {
        Coverage coverage = of(numbers);
        for (int number = 0; number <= 80; number++) {
            assertThat(coverage.contains(segment(number))).isEqualTo(numbers.contains(number));
        }
        assertThat(coverage.segments()).isEqualTo(numbers.size());
    }

    @Property
    void without_some_it_holds_exactly_the_others(
            @ForAll @Size(max = 60) Set<@IntRange(max = 80) Integer> numbers,
            @ForAll @Size(max = 20) Set<@IntRange(max = 80) Integer> useless) {
        Set<Integer> others =
                numbers.stream().filter(number -> !useless.contains(number)).collect(Collectors.toSet());
        assertThat(of(numbers)
                        .without(useless.stream().map(number -> segment(number)).toList()))
                .isEqualTo(of(others));
    }

    @Property
    void gaps_are_what_is_missing_between_the_first_and_the_last(
            @ForAll @Size(min = 1, max = 60) Set<@IntRange(max = 80) Integer> numbers) {
        Set<Long> missing = LongStream.range(Collections.min(numbers), Collections.max(numbers))
                .filter(number -> !numbers.contains((int) number))
                .boxed()
                .collect(Collectors.toSet());
        Set<Long> inGaps = of(numbers).gaps().stream()
                .flatMap(gap -> LongStream.rangeClosed(
                                gap.first().number(), gap.last().number())
                        .boxed())
                .collect(Collectors.toSet());
        assertThat(inGaps).isEqualTo(missing);
    }

    @Test
    void runs_that_touch_are_refused() {
        Coverage.Run one = new Coverage.Run(segment(1), segment(2));
        Coverage.Run next = new Coverage.Run(segment(3), segment(4));
        assertThatThrownBy(() -> new Coverage(Timeline.FIRST, List.of(one, next)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void runs_of_another_timeline_are_refused() {
        Coverage.Run one = new Coverage.Run(segment(1), segment(2));
        assertThatThrownBy(() -> new Coverage(new Timeline(2), List.of(one)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
