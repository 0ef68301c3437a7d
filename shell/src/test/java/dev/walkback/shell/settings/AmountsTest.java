package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AmountsTest {

    @Property
    void a_duration_written_in_hours_minutes_seconds_and_milliseconds_is_read_back(
            @ForAll @LongRange(min = 0, max = 3_600_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);
        String inGo = duration.toHours() + "h" + duration.toMinutesPart() + "m" + duration.toSecondsPart() + "s"
                + duration.toMillisPart() + "ms";
        assertThat(Amounts.duration(inGo)).contains(duration);
        assertThat(Amounts.duration(duration.toString())).contains(duration);
    }

    @Property
    void a_number_of_bytes_is_read_with_and_without_its_unit(@ForAll @LongRange(min = 0, max = 1 << 20) long number) {
        assertThat(Amounts.bytes(String.valueOf(number))).contains(number);
        assertThat(Amounts.bytes(number + "mb")).contains(number << 20);
        assertThat(Amounts.bytes(number + " GiB")).contains(number << 30);
    }

    @Property
    void no_text_makes_reading_an_amount_fail_otherwise_than_by_finding_none(@ForAll String text) {
        Amounts.duration(text);
        Amounts.bytes(text);
        Amounts.integer(text);
        Amounts.decimal(text);
        GoNumbers.ofYaml(text);
        assertThat(Amounts.flag(text + "?")).isEmpty();
    }

    @Property
    void whole_numbers_survive_being_read_as_go_reads_them(@ForAll long number) {
        assertThat(GoNumbers.ofYaml(String.valueOf(number))).contains(String.valueOf(number));
    }

    @Example
    void what_go_refuses_is_refused() {
        for (String text : new String[] {"", "1", "-1s", "1 s", "s", "1x", "1.s.", ".", "+", "9999999999h", "PT-1S"}) {
            assertThat(Amounts.duration(text)).as(text).isEmpty();
        }
        for (String text : new String[] {"", "kb", "1.5kb", "-1", "1kk", "9223372036854775807", "99999999999tb"}) {
            assertThat(Amounts.bytes(text)).as(text).isEmpty();
        }
        assertThat(Amounts.duration("1.5h")).contains(Duration.ofMinutes(90));
        assertThat(Amounts.duration("0")).contains(Duration.ZERO);
        assertThat(Amounts.duration("1µs")).contains(Duration.ofNanos(1000));
    }
}
