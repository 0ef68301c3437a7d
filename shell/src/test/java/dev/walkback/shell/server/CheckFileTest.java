package dev.walkback.shell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckFileTest {

    @Test
    void a_statement_has_what_stands_before_it() throws CheckFile.Unclear {
        CheckFile file = CheckFile.parse("""
                        -- what we know of yesterday
                        -- database orders
                        -- expect >= 100
                        select count(*)
                          from orders;

                        -- database stock
                        vacuum;
                        """.lines().toList());

        assertThat(file.questions())
                .containsExactly(
                        new CheckFile.Question(
                                4,
                                "orders",
                                "select count(*)\n  from orders;",
                                Expectation.parse(">= 100").orElseThrow()),
                        new CheckFile.Question(8, "stock", "vacuum;", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select 1", "-- expect 1", "-- expect ~ (\nselect 1;", "-- expect 1\n-- expect 2\nselect 1;"})
    void what_cannot_be_meant_is_said_before_anything_is_asked(String text) {
        assertThatThrownBy(() -> CheckFile.parse(text.lines().toList())).isInstanceOf(CheckFile.Unclear.class);
    }

    @ParameterizedTest
    @CsvSource({
        "42, 42, true",
        "42, 42.0, true",
        ">= 100, 99, false",
        ">= 100, 1000, true",
        "<> a, b, true",
        "~ ^a+$, aaa, true",
        "~ ^a+$, aab, false",
        "rows = 1, anything, true",
        "rows > 1, anything, false",
        "null, , true",
        "1, , false",
        "yes, no, false"
    })
    void an_answer_is_held_against_what_it_has_to_be(String wanted, String answer, boolean holds) {
        Database.Rows rows = new Database.Rows(List.of("a"), List.of(Arrays.asList(answer)), false);

        assertThat(Expectation.parse(wanted).orElseThrow().holds(rows)).isEqualTo(holds);
    }
}
