package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "abc abc true",
                "abc abcd false",
                "* abc true",
                "a* a true",
                "*c abc true",
                "a*b*c*d*e*/f axbxcxdxexxx false",
                "a*b?c*x abxbbxdbxebxczzx true",
                "a*b?c*x abxbbxdbxebxczzy false",
                "ab[c] abc true",
                "ab[b-d] abc true",
                "ab[e-g] abc false",
                "ab[^c] abc false",
                "ab[^e-g] abc true",
                "a\\*b a*b true",
                "a\\*b ab false",
                "a?b a\u263ab true",
                "a[^a]b a\u263ab true",
                "a???b a\u263ab false",
                "[a-\u03b6]* \u03b1 true",
                "[\\]a] ] true",
                "[\\-] - true",
                "[x\\-] x true",
                "[x\\-] z false",
                "[\\-x] a false",
                "*x xxx true",
                "? \ud83d\ude00 true"
            })
    void a_name_fits_or_not(String pattern, String name, boolean fits) throws WalgFailure {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[a", "[]a]", "[^", "a[", "\\", "[a\\", "x["})
    void a_pattern_that_does_not_close_is_refused(String pattern) {
        assertThatThrownBy(() -> new NamePattern(pattern)).isInstanceOf(WalgFailure.class);
    }

    @Test
    void many_stars_do_not_take_for_ever() throws WalgFailure {
        assertThat(new NamePattern("*a*a*a*a*a*a*a*a*a*a*a*a*b").matches("a".repeat(200)))
                .isFalse();
    }
}
