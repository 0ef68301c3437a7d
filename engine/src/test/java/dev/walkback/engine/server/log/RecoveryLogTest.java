package dev.walkback.engine.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoveryLogTest {

    private final RecoveryLog log = new RecoveryLog();

    private void hear(String line) {
        log.add(Told.of(line).orElseThrow());
    }

    @Test
    void a_transaction_that_recovery_stopped_before_was_not_reached() {
        hear("recovery stopping before commit of transaction 751, time 2026-11-21 10:51:25.182168+00");
        assertThat(log.lastTime()).isNull();
    }

    @Test
    void the_last_completed_transaction_was() {
        hear("last completed transaction was at log time 2026-11-21 10:51:24.9+00");
        assertThat(log.lastTime()).isEqualTo("2026-11-21 10:51:24.9+00");
    }
}
