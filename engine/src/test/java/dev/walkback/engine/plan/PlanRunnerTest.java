package dev.walkback.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.walkback.storage.Location;
import dev.walkback.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanRunnerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC);
    private static final Plan<TestStep> ABC =
            Plan.of("try", List.of(TestStep.of("a"), TestStep.of("b"), TestStep.of("c")), List.of());

    @TempDir
    Path folder;

    private final List<String> touched = new ArrayList<>();
    private final List<Event<TestStep>> events = new ArrayList<>();

    @AfterEach
    void forget_interruption() {
        Thread.interrupted();
    }

    private PlanRunner.Result<TestStep> run(Executor<TestStep> executor) throws InterruptedException {
        try (Journal journal = Journal.open(folder, "try", CLOCK)) {
            return new PlanRunner<TestStep>(executor, journal, events::add).run(ABC, ABC.fingerprint());
        }
    }

    private JournaledRun journal() throws IOException {
        return JournalReader.read(file());
    }

    private Path file() {
        return folder.resolve("20261121T100000Z-try.jsonl");
    }

    private List<Outcome> touch(List<TestStep> steps) {
        steps.forEach(step -> touched.add(step.object()));
        return steps.stream()
                .<Outcome>map(step -> new Outcome.Done(Facts.NONE.with("size_bytes", 7L)))
                .toList();
    }

    @Test
    void every_step_is_done_in_order_and_journaled() throws Exception {
        run(this::touch);
        assertThat(touched).containsExactly("a", "b", "c");
        assertThat(journal().entries())
                .extracting(
                        JournaledRun.Entry::object,
                        JournaledRun.Entry::state,
                        it -> it.after().values())
                .containsExactly(
                        tuple("a", JournaledRun.State.DONE, java.util.Map.of("size_bytes", 7L)),
                        tuple("b", JournaledRun.State.DONE, java.util.Map.of("size_bytes", 7L)),
                        tuple("c", JournaledRun.State.DONE, java.util.Map.of("size_bytes", 7L)));
        assertThat(journal().ending()).contains(Journal.Ending.DONE);
    }

    @Test
    void what_is_about_to_be_done_is_on_the_disk_before_it_is_done() throws Exception {
        List<String> seen = new ArrayList<>();
        run(steps -> {
            try {
                seen.add(journal().entries().getLast().object() + " "
                        + journal().entries().getLast().state());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return touch(steps);
        });
        assertThat(seen).containsExactly("a UNKNOWN", "b UNKNOWN", "c UNKNOWN");
    }

    @Test
    void a_plan_other_than_the_confirmed_one_is_refused_and_nothing_is_done() {
        Fingerprint other = new Fingerprint("0000-0000");
        try (Journal journal = Journal.open(folder, "try", CLOCK)) {
            PlanRunner<TestStep> runner = new PlanRunner<>(this::touch, journal, events::add);
            assertThatThrownBy(() -> runner.run(ABC, other)).isInstanceOf(StalePlanException.class);
        }
        assertThat(touched).isEmpty();
    }

    @Test
    void a_step_that_fails_does_not_stop_the_others() throws Exception {
        PlanRunner.Result<TestStep> result =
                run(steps -> steps.getFirst().object().equals("b")
                        ? List.of(new Outcome.Failed(new IllegalStateException("no")))
                        : touch(steps));
        assertThat(touched).containsExactly("a", "c");
        assertThat(result.done()).isEqualTo(2);
        assertThat(journal().entries())
                .extracting(JournaledRun.Entry::state)
                .containsExactly(JournaledRun.State.DONE, JournaledRun.State.FAILED, JournaledRun.State.DONE);
        assertThat(journal().ending()).contains(Journal.Ending.PARTLY);
    }

    @Test
    void a_failure_that_would_meet_all_ends_the_run_and_leaves_its_step_unknown() throws Exception {
        assertThatThrownBy(() -> run(steps -> {
                    if (steps.getFirst().object().equals("b")) {
                        throw new StorageException.Unreachable(new Location("x"), "touch", "no answer", null);
                    }
                    return touch(steps);
                }))
                .isInstanceOf(StorageException.Unreachable.class);
        assertThat(journal().entries())
                .extracting(JournaledRun.Entry::state)
                .containsExactly(JournaledRun.State.DONE, JournaledRun.State.UNKNOWN);
        assertThat(journal().ending()).contains(Journal.Ending.FAILED);
        assertThat(events.getLast())
                .isEqualTo(new Event.Stopped<>(List.of(TestStep.of("b")), List.of(TestStep.of("c"))));
    }

    @Test
    void an_interruption_between_steps_stops_before_the_next_one() throws Exception {
        assertThatThrownBy(() -> run(steps -> {
                    Thread.currentThread().interrupt();
                    return touch(steps);
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(touched).containsExactly("a");
        assertThat(journal().ending()).contains(Journal.Ending.INTERRUPTED);
    }

    @Test
    void steps_that_can_be_done_at_once_are_handed_over_together() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        run(new Executor<>() {
            @Override
            public List<Outcome> perform(List<TestStep> steps) {
                sizes.add(steps.size());
                return touch(steps);
            }

            @Override
            public int atOnce() {
                return 2;
            }
        });
        assertThat(sizes).containsExactly(2, 1);
    }

    @Test
    void a_torn_last_line_does_not_count() throws Exception {
        run(this::touch);
        Files.writeString(file(), "{\"line\":\"after\",\"st", StandardOpenOption.APPEND);
        assertThat(journal().entries()).hasSize(3);
    }

    @Test
    void wherever_the_journal_is_cut_off_no_step_is_taken_for_done_that_was_not_written_so() throws Exception {
        run(this::touch);
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, length));
            String text = Files.readString(cut);
            long afters = text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> line.contains("\"line\":\"after\""))
                    .count();
            assertThat(JournalReader.read(cut).entries())
                    .filteredOn(entry -> entry.state() == JournaledRun.State.DONE)
                    .hasSize((int) afters);
        }
    }

    @Test
    void damage_that_is_not_at_the_end_is_not_passed_over() throws Exception {
        run(this::touch);
        Files.writeString(file(), Files.readString(file()).replaceFirst("\"line\"", "\"li"));
        assertThatThrownBy(this::journal).isInstanceOf(IOException.class).hasMessageContaining("is damaged");
    }

    @Test
    void runs_of_one_second_get_files_of_their_own() {
        try (Journal one = Journal.open(folder, "try", CLOCK);
                Journal other = Journal.open(folder, "try", CLOCK)) {
            assertThat(one.file()).isNotEqualTo(other.file());
        }
    }

    @Test
    void a_saved_plan_tells_what_is_gone_new_and_changed() throws Exception {
        SavedPlan saved = new SavedPlan(folder, Clock.systemUTC());
        saved.save(ABC);
        TestStep changed = new TestStep("b", Facts.NONE.with("size_bytes", 1L));
        Plan<TestStep> now = Plan.of("try", List.of(changed, TestStep.of("c"), TestStep.of("d")), List.of());
        assertThat(saved.difference(ABC.fingerprint(), now))
                .contains(new Difference(false, List.of("a"), List.of("d"), List.of("b")));
    }
}
