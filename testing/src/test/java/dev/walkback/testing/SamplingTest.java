package dev.walkback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static final List<Integer> CASES = IntStream.range(0, 1000).boxed().toList();

    @Test
    void a_sample_keeps_the_order_of_the_cases() {
        assertThat(Sampling.drawn(CASES, 20, 1)).hasSize(20).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_same_seed_draws_the_same_cases() {
        assertThat(Sampling.drawn(CASES, 20, 7)).isEqualTo(Sampling.drawn(CASES, 20, 7));
    }

    @Test
    void another_seed_draws_others() {
        assertThat(Sampling.drawn(CASES, 20, 7)).isNotEqualTo(Sampling.drawn(CASES, 20, 8));
    }
}
