package dev.walkback.engine.wal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LsnTest {

    @Property
    void any_position_comes_back_from_its_text(@ForAll long bits) {
        assertThat(Lsn.parse(new Lsn(bits).toString())).contains(new Lsn(bits));
    }

    @ParameterizedTest
    @CsvSource({"0/0, 0", "0/3000028, 50331688", "0/110F2B0, 17887920", "1/0, 4294967296", "ffffffff/FFFFFFFF, -1"})
    void text_is_two_halves_in_hex(String text, long bits) {
        assertThat(Lsn.parse(text)).contains(new Lsn(bits));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "0/", "/0", "0", "123456789/0", "0/123456789", "G/0", "0/0 ", "-1/0", "0/0/0", "٣/0"})
    void anything_else_is_no_position(String text) {
        assertThat(Lsn.parse(text)).isEmpty();
    }

    @Test
    void padded_halves_are_read_too() {
        assertThat(Lsn.parse("00000001/0000000A")).contains(new Lsn(0x1_0000_000AL));
    }

    @Property
    void order_is_that_of_unsigned_numbers(@ForAll long one, @ForAll long other) {
        assertThat(Integer.signum(new Lsn(one).compareTo(new Lsn(other))))
                .isEqualTo(Integer.signum(Long.compareUnsigned(one, other)));
    }

    @Test
    void beyond_the_middle_is_later_not_negative() {
        assertThat(new Lsn(Long.MAX_VALUE).isBefore(new Lsn(Long.MIN_VALUE))).isTrue();
    }

    @Property
    void bytes_added_are_the_bytes_between(@ForAll long bits, @ForAll int bytes) {
        Lsn earlier = new Lsn(bits);
        assertThat(earlier.plus(bytes).bytesSince(earlier)).isEqualTo(bytes);
    }
}
