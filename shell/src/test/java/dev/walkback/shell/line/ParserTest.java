package dev.walkback.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {

    private static Invocation parsed(String line) {
        return Parser.parse(Words.split(line));
    }

    @Test
    void global_options_stand_before_or_after_the_command() {
        assertThat(parsed("--json storage --storage x ls a --plain".replace(" --plain", ""))
                        .options())
                .isEqualTo(parsed("storage ls a --storage=x --json").options());
    }

    @Test
    void after_two_dashes_nothing_is_an_option() {
        assertThat(parsed("storage stat -- --odd").arguments()).containsExactly("--odd");
    }

    @Test
    void a_dash_alone_is_an_argument() {
        assertThat(parsed("storage put - key").arguments()).containsExactly("-", "key");
    }

    @Test
    void help_after_any_command_is_its_page_whatever_is_missing() {
        assertThat(parsed("storage put --help").arguments()).containsExactly("storage", "put");
    }

    @Test
    void an_option_with_equals_may_have_an_empty_value() {
        assertThat(parsed("storage copy --prefix= --to x").value("--prefix")).contains("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "storage lz                        | unknown-command",
                "stroage ls                        | unknown-command",
                "storage                           | unknown-command",
                "storage ls --jsno                 | unknown-option",
                "--recursive storage ls            | unknown-option",
                "storage ls --rec                  | unknown-option",
                "storage ls a b                    | too-many-arguments",
                "storage stat                      | missing-value",
                "storage ls --storage              | missing-value",
                "storage ls --storage --json       | missing-value",
                "storage ls --storage a --storage b | repeated-option",
                "storage ls --json=yes             | bad-value",
                "storage ls --timeout 5            | bad-value",
                "storage ls --timeout 0s           | bad-value",
                "storage cat a --range 9-3         | bad-value",
                "storage ls --progress fast        | bad-value",
                "completion tcsh                   | bad-value",
                "storage ls --json --plain         | conflicting-options",
                "storage ls --color --no-color     | conflicting-options",
            })
    void what_cannot_be_meant_is_a_usage_error_of_its_own_code(String line, String code) {
        UsageError error = catchThrowableOfType(UsageError.class, () -> parsed(line));
        assertThat(error.problem().code().text()).isEqualTo(code);
        assertThat(error.problem().code().exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void every_suggestion_of_an_unknown_command_can_be_typed() {
        for (String line : List.of("storage lz", "ls", "verison", "storage", "zzzzz", "storage catt")) {
            UsageError error = catchThrowableOfType(UsageError.class, () -> parsed(line));
            error.problem()
                    .tries()
                    .forEach(suggestion ->
                            assertThat(parsed(suggestion.command())).isNotNull());
        }
    }

    @Test
    void the_nearest_command_comes_first() {
        UsageError error = catchThrowableOfType(UsageError.class, () -> parsed("storage lz"));
        assertThat(error.problem().tries().getFirst().command()).isEqualTo("storage ls");
    }

    @Test
    void the_nearest_option_is_named() {
        UsageError error = catchThrowableOfType(UsageError.class, () -> parsed("storage ls --recursve"));
        assertThat(error.problem().why()).contains("--recursive");
        assertThat(error.problem().code()).isEqualTo(ErrorCode.UNKNOWN_OPTION);
    }
}
