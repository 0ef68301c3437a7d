package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.wal.Timeline;
import org.junit.jupiter.api.Test;

class TimelineChoiceTest {

    private static TimelineChoice ofFirstBackup(String text) {
        Cluster cluster = ArchiveText.of(text).cluster();
        return TimelineChoice.of(
                        cluster, RecoveryWindows.of(cluster), cluster.backups().getFirst())
                .orElseThrow();
    }

    @Test
    void latest_is_the_last_number_that_has_a_history() {
        assertThat(ofFirstBackup("""
                        TL 1 04F ====  fork at 06 fork at 07
                        TL 2 06= ==
                        TL 3 07= ==
                        """).latest()).isEqualTo(new Timeline(3));
    }

    @Test
    void a_missing_history_hides_later_timelines_from_latest() {
        assertThat(ofFirstBackup("""
                        TL 1 04F ====  fork at 06 fork at 07
                        TL 2 06= == no history
                        TL 3 07= ==
                        """).hidden()).containsExactly(new Timeline(3));
    }

    @Test
    void a_backup_made_after_the_fork_is_refused_by_latest() {
        assertThat(ofFirstBackup("""
                        TL 1 04=== == 09F ====  fork at 07
                        TL 2 07= ====
                        """).latestIsLegal()).isFalse();
    }

    @Test
    void a_backup_made_after_the_fork_may_be_brought_to_its_own_timeline() {
        assertThat(ofFirstBackup("""
                        TL 1 04=== == 09F ====  fork at 07
                        TL 2 07= ====
                        """).legal()).containsExactly(Timeline.FIRST);
    }
}
