package dev.walkback.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.shell.line.Words;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @Test
    void what_could_command_a_terminal_is_escaped() {
        assertThat(Text.safe("a\033[2Jb\nc\td\u009be\u202ef\\g", false))
                .isEqualTo("a\\x1b[2Jb\\nc\\td\\u{9b}e\\u{202e}f\\\\g");
    }

    @Test
    void other_letters_stay_unless_only_ascii_may_be_printed() {
        assertThat(List.of(Text.safe("gr\u00fc\u00df", false), Text.safe("gr\u00fc\u00df", true)))
                .containsExactly("gr\u00fc\u00df", "gr\\u{fc}\\u{df}");
    }

    @Property
    void no_name_puts_a_control_character_on_the_screen(@ForAll String name) {
        assertThat(Text.safe(name, false).codePoints()).noneMatch(Character::isISOControl);
    }

    @Property
    void a_quoted_word_is_one_word_again(@ForAll String word) {
        if (word.chars().noneMatch(Character::isISOControl)) {
            assertThat(Words.split(ShellWord.quoted(word))).containsExactly(word);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1000,1.0 KiB", "10240,10 KiB", "1073741824,1.0 GiB", "1048064,1.0 MiB"})
    void sizes_have_at_most_three_digits(long bytes, String text) {
        assertThat(Text.size(bytes)).isEqualTo(text);
    }
}
