package dev.walkback.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.report.ShellWord;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CommandTextTest {

    private static List<List<String>> words(String text) {
        return CommandText.parse(text, Map.of("name", "a b", "empty", "")).stream()
                .map(Statement::texts)
                .toList();
    }

    @Test
    void a_line_end_and_a_semicolon_end_a_command() {
        assertThat(words("a b; c\nd")).containsExactly(List.of("a", "b"), List.of("c"), List.of("d"));
    }

    @Test
    void empty_commands_are_none() {
        assertThat(words(";;\n \n;")).isEmpty();
    }

    @Test
    void quotes_keep_semicolons_line_ends_and_number_signs() {
        assertThat(words("a 'b;c' \"d\ne\" '#f'")).containsExactly(List.of("a", "b;c", "d\ne", "#f"));
    }

    @Test
    void a_comment_begins_where_a_word_begins() {
        assertThat(words("a#b #c; d\ne")).containsExactly(List.of("a#b"), List.of("e"));
    }

    @Test
    void a_backslash_at_the_end_of_a_line_joins_it_to_the_next() {
        assertThat(words("a \\\n b")).containsExactly(List.of("a", "b"));
    }

    @Test
    void a_variable_is_one_word_whatever_is_in_it() {
        assertThat(words("x ${name} \"<${name}>\" ${empty}")).containsExactly(List.of("x", "a b", "<a b>", ""));
    }

    @Test
    void single_quotes_and_a_backslash_keep_a_dollar_sign() {
        assertThat(words("'${name}' \\${name} $5 \"\\${name}\""))
                .containsExactly(List.of("${name}", "${name}", "$5", "${name}"));
    }

    @Test
    void a_variable_without_a_value_is_an_error_with_its_line() {
        assertThatThrownBy(() -> words("a\nb ${other}"))
                .isInstanceOfSatisfying(
                        UnsetVariable.class, e -> assertThat(e.line()).isEqualTo(2));
    }

    @Test
    void an_open_brace_is_an_error_and_no_crash() {
        assertThatThrownBy(() -> words("a ${name")).isInstanceOf(UnsetVariable.class);
    }

    @Test
    void an_open_quote_says_which_and_since_when() {
        assertThatThrownBy(() -> words("a\n\"b\nc"))
                .isInstanceOfSatisfying(
                        Unfinished.class, e -> assertThat(e.open() + e.line()).isEqualTo("\"2"));
    }

    @Test
    void a_backslash_at_the_very_end_waits_for_more() {
        assertThatThrownBy(() -> words("a \\")).isInstanceOf(Unfinished.class);
    }

    @Test
    void each_command_knows_the_line_that_it_begins_in() {
        assertThat(CommandText.parse("\n# c\na \\\nb\n'x\ny'\nz", Map.of()))
                .extracting(Statement::line)
                .containsExactly(3, 5, 7);
    }

    @Test
    void a_file_from_windows_reads_the_same() {
        assertThat(words("a b\r\nc\r\n")).containsExactly(List.of("a", "b"), List.of("c"));
    }

    @Test
    void the_programs_name_may_stand_before_a_command() {
        assertThat(CommandText.parse("walkback storage ls", Map.of()).getFirst().command())
                .containsExactly("storage", "ls");
    }

    @Property
    void what_is_quoted_for_a_shell_is_read_as_it_was(@ForAll String word) {
        assertThat(Words.split(ShellWord.quoted(word))).containsExactly(word);
    }

    @Property
    void no_text_crashes_it(@ForAll String text) {
        try {
            assertThat(CommandText.parse(text, Map.of())).isNotNull();
        } catch (Unfinished | UnsetVariable refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }
}
