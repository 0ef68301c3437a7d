package dev.walkback.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {

    private static final SegmentSize ONE_MIB = new SegmentSize(1 << 20);
    private static final SegmentSize ONE_GIB = new SegmentSize(1 << 30);

    @Provide
    Arbitrary<SegmentSize> sizes() {
        return Arbitraries.integers().between(20, 30).map(power -> new SegmentSize(1 << power));
    }

    @Provide
    Arbitrary<Segment> segments() {
        Arbitrary<Timeline> timelines =
                Arbitraries.integers().filter(id -> id != 0).map(Timeline::new);
        return Combinators.combine(timelines, Arbitraries.longs(), sizes())
                .as((timeline, bits, size) -> Segment.at(timeline, new Lsn(bits), size));
    }

    @Property
    void a_segment_comes_back_from_its_name(@ForAll("segments") Segment segment) {
        assertThat(WalFile.named(segment.name()))
                .isInstanceOfSatisfying(
                        WalFile.Whole.class,
                        whole -> assertThat(whole.digits().in(segment.size())).contains(segment));
    }

    @Property
    void a_segment_holds_its_start_and_not_its_end(@ForAll("segments") Segment segment) {
        SegmentSize size = segment.size();
        assertThat(size.numberOf(segment.start())).isEqualTo(segment.number());
        assertThat(size.numberBefore(segment.end())).isEqualTo(segment.number());
        assertThat(segment.end().isBefore(segment.start())).isFalse();
    }

    @Property
    void a_position_is_in_the_segment_at_it(@ForAll long bits, @ForAll("sizes") SegmentSize size) {
        Segment segment = Segment.at(Timeline.FIRST, new Lsn(bits), size);
        assertThat(Long.compareUnsigned(new Lsn(bits).bytesSince(segment.start()), size.bytes()))
                .isNegative();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 4095, 000000010000000000000FFF",
        "20, 4096, 000000010000000100000000",
        "24, 255, 0000000100000000000000FF",
        "24, 256, 000000010000000100000000",
        "30, 3, 000000010000000000000003",
        "30, 4, 000000010000000100000000"
    })
    void names_go_on_with_the_next_log_after_the_last_of_one(int power, long number, String name) {
        assertThat(new Segment(Timeline.FIRST, number, new SegmentSize(1 << power)).name())
                .isEqualTo(name);
    }

    @Test
    void timelines_are_unsigned() {
        assertThat(new Segment(new Timeline(-1), 1, SegmentSize.USUAL).name()).isEqualTo("FFFFFFFF0000000000000001");
        assertThat(new Segment(new Timeline(-1), 1, SegmentSize.USUAL).shortName())
                .isEqualTo("4294967295/0/01");
    }

    @Test
    void order_is_by_timeline_then_by_number() {
        Segment late = new Segment(Timeline.FIRST, 900, SegmentSize.USUAL);
        Segment next = new Segment(new Timeline(2), 1, SegmentSize.USUAL);
        Segment last = new Segment(new Timeline(-1), 0, SegmentSize.USUAL);
        assertThat(List.of(late, next, last)).isSorted();
    }

    @Test
    void an_end_on_a_boundary_needs_nothing_of_the_next() {
        assertThat(SegmentSize.USUAL.numberBefore(new Lsn(0x0200_0000))).isEqualTo(1);
        assertThat(SegmentSize.USUAL.numberOf(new Lsn(0x0200_0000))).isEqualTo(2);
    }

    @Test
    void nothing_lies_before_the_beginning() {
        assertThat(SegmentSize.USUAL.numberBefore(Lsn.NONE)).isZero();
    }

    @Test
    void the_very_last_position_has_a_segment_of_every_size() {
        assertThat(Segment.at(Timeline.FIRST, new Lsn(-1), ONE_MIB).name()).isEqualTo("00000001FFFFFFFF00000FFF");
        assertThat(Segment.at(Timeline.FIRST, new Lsn(-1), ONE_GIB).name()).isEqualTo("00000001FFFFFFFF00000003");
    }

    @Test
    void there_is_none_after_the_last() {
        Segment last = Segment.at(Timeline.FIRST, new Lsn(-1), ONE_GIB);
        assertThatThrownBy(last::next).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 19, (1 << 24) + 1, 3 << 20, Integer.MIN_VALUE, -1})
    void a_size_is_a_power_of_two_from_one_mebibyte_to_one_gibibyte(int bytes) {
        assertThatThrownBy(() -> new SegmentSize(bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sizes_are_told_in_binary_units() {
        assertThat(List.of(ONE_MIB, SegmentSize.USUAL, ONE_GIB)).hasToString("[1 MiB, 16 MiB, 1 GiB]");
    }
}
