package dev.walkback.engine.restore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.plan.Facts;
import dev.walkback.engine.plan.JournaledRun;
import dev.walkback.engine.plan.JournaledRun.State;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreStep;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkTest {

    private static final RestoreStep CREATE = step(Phase.DIRECTORY, "create", "/t/data");
    private static final RestoreStep ONE = step(Phase.FETCH, "fetch", "part_001");
    private static final RestoreStep TWO = step(Phase.FETCH, "fetch", "part_002");
    private static final RestoreStep STAGE = step(Phase.WAL, "stage", "/t/data.wal");
    private static final RestoreStep WRITE = step(Phase.SETTINGS, "write", "postgresql.auto.conf");
    private static final List<RestoreStep> STEPS = List.of(CREATE, ONE, TWO, STAGE, WRITE);

    private static RestoreStep step(Phase phase, String action, String object) {
        return new RestoreStep(phase, action, object, Facts.NONE, action + " " + object);
    }

    private static JournaledRun.Entry told(RestoreStep step, State state) {
        return new JournaledRun.Entry(
                STEPS.indexOf(step), step.action(), step.object(), Facts.NONE, state, Facts.NONE, "it broke");
    }

    private static Walk after(JournaledRun.Entry... entries) {
        return Walk.of(STEPS, Arrays.asList(entries), Walk.Server.NEVER_STARTED);
    }

    @Test
    void a_plan_has_its_decisions_behind_it_and_begins_with_the_directory() {
        Walk walk = Walk.planned(STEPS);
        assertThat(walk.next()).contains(Phase.DIRECTORY);
        assertThat(walk.begun()).isFalse();
        assertThat(walk.of(Phase.ROUTE).state()).isEqualTo(Walk.State.DONE);
    }

    @Test
    void a_phase_is_over_when_each_of_its_steps_is_known_to_be_done() {
        Walk half = after(told(CREATE, State.DONE), told(ONE, State.DONE));
        assertThat(half.next()).contains(Phase.FETCH);
        assertThat(half.of(Phase.FETCH).done()).isEqualTo(1);
        assertThat(half.of(Phase.FETCH).state()).isEqualTo(Walk.State.BEGUN);
        Walk whole = after(told(CREATE, State.DONE), told(ONE, State.DONE), told(TWO, State.DONE));
        assertThat(whole.next()).contains(Phase.WAL);
    }

    @Test
    void what_was_begun_and_not_ended_is_uncertain_and_not_done() {
        Walk walk = after(told(CREATE, State.DONE), told(ONE, State.UNKNOWN), told(TWO, State.DONE));
        assertThat(walk.uncertain()).containsExactly(ONE);
        assertThat(walk.next()).contains(Phase.FETCH);
    }

    @Test
    void what_failed_says_why_and_is_done_again() {
        Walk walk = after(told(CREATE, State.FAILED));
        assertThat(walk.of(Phase.DIRECTORY).failed()).containsExactly(new Walk.Failure(CREATE, "it broke"));
        assertThat(walk.next()).contains(Phase.DIRECTORY);
    }

    @Test
    void an_earlier_phase_that_is_not_whole_comes_before_a_later_one_that_is() {
        assertThat(after(told(CREATE, State.DONE), told(STAGE, State.DONE)).next())
                .contains(Phase.FETCH);
    }

    @Test
    void the_last_two_are_told_by_the_server_and_not_by_the_journal() {
        List<JournaledRun.Entry> all =
                STEPS.stream().map(step -> told(step, State.DONE)).toList();
        assertThat(Walk.of(STEPS, all, Walk.Server.NEVER_STARTED).next()).contains(Phase.START);
        assertThat(Walk.of(STEPS, all, Walk.Server.STARTED).next()).contains(Phase.DECIDE);
        assertThat(Walk.of(STEPS, all, Walk.Server.PROMOTED).next()).isEmpty();
    }
}
