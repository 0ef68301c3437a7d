package dev.walkback.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static Plan<TestStep> plan(String purpose, TestStep... steps) {
        return Plan.of(purpose, List.of(steps), List.of());
    }

    @Test
    void plans_that_do_the_same_to_the_same_have_one_fingerprint() {
        assertThat(plan("x", TestStep.of("a")).fingerprint())
                .isEqualTo(plan("x", TestStep.of("a")).fingerprint());
    }

    @Test
    void a_fingerprint_is_two_groups_of_four_digits() {
        assertThat(plan("x", TestStep.of("a")).fingerprint().text()).matches("[0-9a-f]{4}-[0-9a-f]{4}");
    }

    @Test
    void another_purpose_order_state_or_object_is_another_fingerprint() {
        TestStep a = TestStep.of("a");
        TestStep b = TestStep.of("b");
        assertThat(List.of(
                        plan("x", a, b).fingerprint(),
                        plan("y", a, b).fingerprint(),
                        plan("x", b, a).fingerprint(),
                        plan("x", a).fingerprint(),
                        plan("x", a, new TestStep("b", Facts.NONE.with("size_bytes", 1L)))
                                .fingerprint(),
                        plan("x", TestStep.of("ab")).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_path_is_no_fingerprint() {
        assertThat(List.of("../../etc", "7f3a/c2e1", "7f3a-c2e", "7F3A-C2E1", "", "-7f3ac2e1"))
                .noneMatch(text -> new Fingerprint(text).isWellFormed());
    }
}
