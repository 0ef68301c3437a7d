package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.testing.Components;
import dev.walkback.testing.PostgresServer;
import dev.walkback.testing.RestoredServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain of incremental backups that a real server of 17 or later made, put together here and started. */
class IncrementalRestoreIT {

    private static final String COUNTS =
            "select (select count(*) || '|' || sum(hashtext(t)) from big), (select count(*) from fresh), to_regclass('gone')";

    @TempDir
    Path folder;

    static List<Integer> withIncrementalBackups() {
        return Components.postgresMajors().stream().filter(major -> major >= 17).toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withIncrementalBackups")
    void a_chain_becomes_the_server_that_it_was_taken_of(int major) throws Exception {
        List<Path> chain = List.of(folder.resolve("full"), folder.resolve("second"), folder.resolve("third"));
        try (PostgresServer source = Components.postgres(major, Map.of("wal_level", "replica", "summarize_wal", "on"));
                RestoredServer server = Components.restored(major)) {
            source.sql("create table big as select g id, md5(g::text) t from generate_series(1, 20000) g");
            source.sql("create table gone as select 1 a");
            try (ReplicationBackup backup = new ReplicationBackup(source)) {
                backup.full(chain.get(0));
                source.sql("update big set t = 'x' where id between 1000 and 2000", "drop table gone");
                source.sql("create table fresh as select 1 a");
                backup.incremental(chain.get(1), chain.get(0));
                source.sql("delete from big where id > 15000", "vacuum big");
                source.sql("insert into fresh select generate_series(1, 500)");
                backup.incremental(chain.get(2), chain.get(1));
            }
            String wanted = source.sql(COUNTS);
            Destination to = new Destination(
                    server.data(),
                    new TablespacePlaces.Kept(),
                    null,
                    server.owner().isEmpty() ? null : server.owner(),
                    false);
            BaseBackupRequest request = new BaseBackupRequest(
                    chain.reversed(),
                    to,
                    false,
                    null,
                    null,
                    null,
                    new RecoveryTarget.Latest(),
                    null,
                    ServerWishes.LOOKING);
            new BaseBackupRun(BaseBackupPlanner.plan(request), Clock.systemUTC(), read -> {}, step -> {}).run();
            server.start();
            assertThat(server.sql(COUNTS)).isEqualTo(wanted);
        }
    }
}
