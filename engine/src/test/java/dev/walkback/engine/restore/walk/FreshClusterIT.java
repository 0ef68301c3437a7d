package dev.walkback.engine.restore.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.testing.Components;
import dev.walkback.testing.RestoredServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster that was made just now, beside the copy that is restored of it. */
class FreshClusterIT {

    private static MadeArchive made;

    @BeforeAll
    static void make() throws Exception {
        made = new MadeArchive();
    }

    @AfterAll
    static void close() {
        made.close();
    }

    private static RestoreRequest request(RecoveryTarget target, ServerWishes wishes, Path data) {
        RestoreRequest looking = Walked.request(target, Timeline.FIRST, null, data);
        return new RestoreRequest(
                looking.target(),
                looking.timeline(),
                looking.backup(),
                looking.without(),
                looking.destination(),
                wishes,
                looking.delivery(),
                looking.stage(),
                looking.onlyDatabases());
    }

    @Test
    void a_standby_catches_up_from_the_archive_and_then_streams() throws Exception {
        made.server.sql("insert into kept select generate_series(1, 100)");
        made.archive();
        ServerWishes standby = new ServerWishes(
                true,
                "host=127.0.0.1 port=" + made.server.port() + " user=postgres",
                null,
                ServerWishes.Action.PAUSE,
                false,
                new LinkedHashMap<>());
        try (RestoredServer server = Components.restored(15)) {
            Walked.of(made.opened(), request(new RecoveryTarget.Latest(), standby, server.data()))
                    .apply();
            server.start();
            server.await("streaming", "select count(*) from pg_stat_wal_receiver", "1"::equals);
            String before = server.sql("select count(*) from kept");
            made.server.sql("insert into kept values (1000)");
            server.await("there", "select count(*) from kept where row = 1000", "1"::equals);
            assertThat(Integer.parseInt(before)).isGreaterThanOrEqualTo(100);
            assertThat(server.sql("select pg_is_in_recovery()")).isEqualTo("t");
        }
    }

    @Test
    void a_transaction_that_just_ended_is_the_last_that_is_there() throws Exception {
        String first = made.server.sql("insert into kept values (-1) returning pg_current_xact_id()");
        made.server.sql("insert into kept values (-2)");
        made.archive();
        made.server.sql("insert into kept values (-3)");
        made.archive();
        RecoveryTarget target = new RecoveryTarget.Xid(Long.parseLong(first), true);
        try (RestoredServer server = Components.restored(15)) {
            Walked.of(made.opened(), request(target, ServerWishes.LOOKING, server.data()))
                    .apply();
            server.start();
            server.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
            assertThat(server.sql("select min(row) from kept")).isEqualTo("-1");
        }
    }
}
