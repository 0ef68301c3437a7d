package dev.walkback.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemIdentifierTest {

    @Property
    void any_64_bits_come_back_from_their_text(@ForAll long bits) {
        assertThat(SystemIdentifier.parse(new SystemIdentifier(bits).toString()))
                .contains(new SystemIdentifier(bits));
    }

    @Test
    void beyond_the_middle_is_large_not_negative() {
        assertThat(new SystemIdentifier(-1)).hasToString("18446744073709551615");
        assertThat(new SystemIdentifier(-1)).isGreaterThan(new SystemIdentifier(Long.MAX_VALUE));
    }

    @Test
    void people_know_it_by_its_last_four_digits() {
        assertThat(new SystemIdentifier(7_710_576_875_734_278_199L).shortText()).isEqualTo("8199");
        assertThat(new SystemIdentifier(7).shortText()).isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"150018, 15, 15.18", "90624, 9.6, 9.6.24", "100000, 10, 10.0", "180004, 18, 18.4"})
    void versions_have_two_parts_since_ten_and_three_before(int number, String major, String text) {
        assertThat(new PgVersion(number).major()).isEqualTo(major);
        assertThat(new PgVersion(number)).hasToString(text);
    }

    @Test
    void a_minor_version_that_nobody_told_is_not_made_up() {
        assertThat(PgVersion.ofMajor(150_000)).hasToString("15");
        assertThat(PgVersion.ofMajor(90_600)).hasToString("9.6");
    }
}
