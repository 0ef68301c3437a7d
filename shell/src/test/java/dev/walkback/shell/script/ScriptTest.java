package dev.walkback.shell.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final List<String> performed = new ArrayList<>();

    private static Script script(String text) {
        return Script.parse("nightly.wb", text, Map.of("key", "a b"), line -> line);
    }

    private RunReport run(String text, boolean keepGoing, Exit... exits) {
        return ScriptRun.run(script(text), keepGoing, invocation -> {
            performed.add(invocation.command().name());
            return exits[performed.size() - 1];
        });
    }

    @Test
    void every_line_is_understood_before_the_first_one_runs() {
        assertThatThrownBy(() -> run("version\nstorage lz", false, Exit.DONE))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("nightly.wb:2: unknown command");
        assertThat(performed).isEmpty();
    }

    @Test
    void it_stops_at_the_first_failure_and_says_where() {
        RunReport report = run("version\n\nhelp\nversion", false, Exit.DONE, Exit.NOT_FOUND);
        assertThat(performed).hasSize(2);
        assertThat(report.stoppedAt()).isEqualTo("nightly.wb:3: stopped, help ended with 13");
    }

    @Test
    void findings_stop_it_too() {
        assertThat(run("version\nhelp", false, Exit.FINDINGS).notRun()).isEqualTo(1);
    }

    @Test
    void told_to_keep_going_it_runs_all_and_ends_with_the_worst() {
        RunReport report = run("version\nhelp\nversion", true, Exit.NO_ACCESS, Exit.FINDINGS, Exit.DONE);
        assertThat(report.worst()).isEqualTo(Exit.NO_ACCESS);
        assertThat(report.sentence())
                .isEqualTo("nightly.wb: 3 commands, 1 done, line 1 ended with 16, line 2 ended with 3; exit 16");
    }

    @Test
    void an_interruption_ends_it_whatever_it_was_told() {
        assertThat(run("version\nhelp", true, Exit.INTERRUPTED).notRun()).isEqualTo(1);
    }

    @Test
    void what_could_not_be_looked_at_is_worse_than_what_was_found() {
        assertThat(Worst.of(Exit.DAMAGED, Exit.NO_ACCESS)).isEqualTo(Exit.NO_ACCESS);
        assertThat(Worst.of(Exit.BUG, Exit.FAILED)).isEqualTo(Exit.BUG);
    }

    @Test
    void every_exit_code_has_its_place_among_the_bad_ones() {
        for (Exit exit : Exit.values()) {
            assertThat(Worst.of(Exit.DONE, exit)).isEqualTo(exit);
        }
    }

    @Test
    void a_command_file_does_not_run_another() {
        assertThatThrownBy(() -> script("run other.wb")).hasMessageContaining("a command file does not run another");
    }

    @Test
    void what_belongs_to_the_prompt_is_refused_before_anything_runs() {
        assertThatThrownBy(() -> script("version\nsession arm"))
                .hasMessageContaining("nightly.wb:2: session arm belongs");
    }

    @Test
    void a_variable_is_never_split() {
        assertThat(script("storage stat ${key}").lines().getFirst().invocation().arguments())
                .containsExactly("a b");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_word() {
        assertThat(script("\uFEFFversion").lines()).hasSize(1);
    }

    @Test
    void an_empty_file_is_done_at_once() {
        assertThat(run("# nothing\n", false).worst()).isEqualTo(Exit.DONE);
    }
}
