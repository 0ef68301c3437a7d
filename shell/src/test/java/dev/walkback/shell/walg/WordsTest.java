package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final List<Flag> FLAGS = List.of(
            Flag.toggle("recursive", "r", ""), Flag.toggle("glob", "g", ""), Flag.text("target", "t", "default", ""));

    @Test
    void flags_may_stand_anywhere() throws WalgUsage {
        Words words = Words.parse(List.of("a", "-r", "b", "--target", "x", "c"), FLAGS);

        assertThat(words.arguments()).containsExactly("a", "b", "c");
        assertThat(words.has("recursive")).isTrue();
        assertThat(words.text("target", "default")).isEqualTo("x");
    }

    @Test
    void what_follows_two_dashes_is_an_argument() throws WalgUsage {
        assertThat(Words.parse(List.of("--", "-r", "--bogus"), FLAGS).arguments())
                .containsExactly("-r", "--bogus");
    }

    @Test
    void letters_may_stand_together_and_the_last_may_have_a_value() throws WalgUsage {
        Words words = Words.parse(List.of("-rgtall"), FLAGS);

        assertThat(words.has("recursive") && words.has("glob")).isTrue();
        assertThat(words.text("target", "default")).isEqualTo("all");
    }

    @Test
    void a_toggle_can_be_switched_off() throws WalgUsage {
        assertThat(Words.parse(List.of("-r", "--recursive=false"), FLAGS).has("recursive"))
                .isFalse();
    }

    @Test
    void a_single_dash_is_an_argument() throws WalgUsage {
        assertThat(Words.parse(List.of("-"), FLAGS).arguments()).containsExactly("-");
    }

    @Test
    void a_toggle_takes_no_other_word_than_a_boolean() {
        assertThatThrownBy(() -> Words.parse(List.of("--recursive=maybe"), FLAGS))
                .isInstanceOf(WalgUsage.class);
    }

    @Test
    void a_flag_whose_value_is_missing_is_refused() {
        assertThatThrownBy(() -> Words.parse(List.of("-t"), FLAGS)).hasMessageContaining("needs an argument");
    }

    @Test
    void an_empty_value_counts_as_given() throws WalgUsage {
        assertThat(Words.parse(List.of("--target="), FLAGS).given()).containsEntry("target", "");
    }
}
