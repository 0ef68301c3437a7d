package dev.walkback.engine.restore.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.wal.Lsn;
import org.junit.jupiter.api.Test;

class BackupChooserTest {

    private static Choice choice(String text, RecoveryTarget target) {
        Cluster cluster = ArchiveText.of(text).cluster();
        return new BackupChooser(cluster, RecoveryWindows.of(cluster), Rates.UNMEASURED).choose(Aim.of(target));
    }

    @Test
    void of_two_full_backups_the_later_has_less_wal_to_replay() {
        Choice choice = choice("TL 1 04F ==== ==== 0CF ====", new RecoveryTarget.Latest());
        assertThat(((Decision) choice).backup().name().text()).isEqualTo("base_00000001000000000000000C");
    }

    @Test
    void a_position_before_the_later_backup_is_reached_from_the_earlier() {
        Choice choice = choice(
                "TL 1 04F ==== ==== 0CF ====",
                new RecoveryTarget.Position(Lsn.parse("0/0A000000").orElseThrow(), true));
        assertThat(((Decision) choice).backup().name().text()).isEqualTo("base_000000010000000000000004");
    }
}
