package dev.walkback.engine.walfetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();
    private long now;

    @Test
    void two_at_once_until_anything_is_known() {
        assertThat(pace.atOnce(10)).isEqualTo(2);
        assertThat(pace.atOnce(1)).isEqualTo(1);
    }

    @Test
    void a_slow_line_and_a_quick_replay_want_many() {
        replays(40);
        fetches(200);
        assertThat(pace.atOnce(10)).isEqualTo(6);
        assertThat(pace.ahead(6, 64)).isEqualTo(14);
    }

    @Test
    void a_slow_replay_wants_hardly_any() {
        replays(900);
        fetches(30);
        assertThat(pace.atOnce(10)).isEqualTo(2);
    }

    @Test
    void it_never_asks_for_more_than_it_may() {
        replays(1);
        fetches(5000);
        assertThat(pace.atOnce(10)).isEqualTo(10);
        assertThat(pace.ahead(10, 7)).isEqualTo(7);
    }

    @Test
    void the_time_a_server_waits_is_not_the_time_it_replays() {
        for (int i = 0; i < 5; i++) {
            pace.asked(now);
            now += 500 * MILLI;
            pace.handedOver(now);
            now += 100 * MILLI;
        }
        fetches(500);
        assertThat(pace.atOnce(10)).isEqualTo(6);
    }

    private void replays(long millis) {
        for (int i = 0; i < 20; i++) {
            pace.asked(now);
            pace.handedOver(now);
            now += millis * MILLI;
        }
    }

    private void fetches(long millis) {
        for (int i = 0; i < 20; i++) {
            pace.fetched(millis * MILLI);
        }
    }
}
