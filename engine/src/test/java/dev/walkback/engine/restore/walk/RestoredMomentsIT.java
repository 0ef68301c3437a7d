package dev.walkback.engine.restore.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Phase;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.testing.Components;
import dev.walkback.testing.PackedArchive;
import dev.walkback.testing.RestoredServer;
import dev.walkback.testing.Story;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Moments of archives whose history is known, reached with real servers: each row is there, and none that is not of that moment. */
class RestoredMomentsIT {

    private static RecoveryTarget before(String lsn) {
        return new RecoveryTarget.Position(Lsn.parse(lsn).orElseThrow(), false);
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                        arguments(15, "lz4-delta-chain", before("0/E002270"), 1, "s7-before-drop"),
                        arguments(15, "lz4-delta-chain", new RecoveryTarget.Xid(767, false), 1, "s7-before-drop"),
                        arguments(15, "lz4-delta-chain", new RecoveryTarget.Xid(768, true), 1, "s8-after-drop"),
                        arguments(
                                15,
                                "lz4-delta-chain",
                                new RecoveryTarget.Time(Instant.parse("2026-11-21T10:51:35.975357Z"), false),
                                1,
                                "s7-before-drop"),
                        arguments(
                                15,
                                "lz4-delta-chain",
                                new RecoveryTarget.Named("before_release_7"),
                                1,
                                "s4-truncate-vacuumfull-extend"),
                        arguments(15, "lz4-delta-chain", new RecoveryTarget.Latest(), 1, "s10-end"),
                        arguments(15, "timelines", before("0/12006C38"), 3, "tl3-s1-end"),
                        arguments(15, "remote", new RecoveryTarget.Immediate(), 1, "s1-remote"),
                        arguments(18, "none-and-mixed", before("0/1737D28"), 1, "s5-lzma"),
                        arguments(13, "zstd-wal-delta", before("0/239DCC8"), 1, "s2"),
                        arguments(17, "zstd-tablespaces", before("0/1300EEA0"), 1, "s4-after-drop"))
                .filter(each -> Components.postgresMajors().contains((Integer) each.get()[0]));
    }

    /** Nobody looks into WAL for a name, so it has to be said from where it is looked for. */
    private static BackupName backup(RecoveryTarget target) {
        return target instanceof RecoveryTarget.Named
                ? new BackupName("base_000000010000000000000009_D_000000010000000000000006")
                : null;
    }

    @ParameterizedTest
    @MethodSource("moments")
    void a_restore_lands_on_it_exactly(int major, String name, RecoveryTarget target, int timeline, String state)
            throws Exception {
        OpenedArchive archive = OpenedArchive.named(name);
        try (RestoredServer server = Components.restored(major)) {
            Walked walked =
                    Walked.of(archive, Walked.request(target, new Timeline(timeline), backup(target), server.data()));
            assertThat(walked.plan().refusals()).isEmpty();
            walked.apply();
            assertThat(Walk.of(
                                    walked.plan().steps().steps(),
                                    RestoreRun.entries(new RestoreFolder(server.data())),
                                    Walk.Server.NEVER_STARTED)
                            .next())
                    .contains(Phase.START);
            server.start();
            if (!(target instanceof RecoveryTarget.Latest)) {
                server.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
                server.sql("select pg_wal_replay_resume()");
            }
            server.await("promoted", "select pg_is_in_recovery()", "f"::equals);
            assertThat(server.tables())
                    .isEqualTo(Story.of(PackedArchive.named(name).shared())
                            .state(state)
                            .tables());
        }
    }
}
