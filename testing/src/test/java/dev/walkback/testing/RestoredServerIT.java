package dev.walkback.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoredServerIT {

    @Test
    void a_copy_of_a_directory_answers_at_its_own_port_whatever_its_settings_say() {
        try (PostgresServer source = Components.postgres(15, Map.of());
                RestoredServer copy = Components.restored(15)) {
            source.sql("create table kept (line text)", "insert into kept values ('here')");
            source.stop();
            Run.of(
                    copy.data().getParent(),
                    "cp",
                    "-a",
                    source.data().toString(),
                    copy.data().toString());
            source.start();
            copy.start();
            assertThat(copy.sql("table kept")).isEqualTo("here");
            copy.stop();
            assertThat(copy.isRunning()).isFalse();
        }
    }
}
