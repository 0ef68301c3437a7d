package dev.walkback.shell.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.push.lock.LockHolder;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ThisProcessTest {

    @Test
    void it_sees_itself_running() {
        LockHolder me = ThisProcess.holder(Clock.systemUTC());
        assertThat(ThisProcess.isRunning(me.process(), me.incarnation())).isTrue();
    }

    @Test
    void a_later_process_of_the_same_number_is_another_one() {
        LockHolder me = ThisProcess.holder(Clock.systemUTC());
        assertThat(ThisProcess.isRunning(me.process(), me.incarnation() + "1")).isFalse();
    }

    @Test
    void a_process_that_ended_does_not_run() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        String incarnation = ThisProcess.incarnation(ended.pid());
        ended.waitFor();
        assertThat(ThisProcess.isRunning(ended.pid(), incarnation)).isFalse();
    }

    @Test
    void two_locks_of_one_process_are_told_apart() {
        assertThat(ThisProcess.holder(Clock.systemUTC()).token())
                .isNotEqualTo(ThisProcess.holder(Clock.systemUTC()).token());
    }
}
