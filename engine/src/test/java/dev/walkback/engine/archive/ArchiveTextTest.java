package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.wal.Coverage;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import org.junit.jupiter.api.Test;

class ArchiveTextTest {

    private static final Timeline SECOND = new Timeline(2);

    private static final Cluster DRAWN = ArchiveText.of("""
                    TL 1  04F ======== 0Cd ==== xx === 17F ====   fork at 1A
                    TL 2                                        1A= 1CF* =====~
                    """).cluster();

    private static TimelineWal timeline(Timeline timeline) {
        return DRAWN.timeline(timeline).orElseThrow();
    }

    @Test
    void runs_are_where_they_are_drawn() {
        assertThat(timeline(Timeline.FIRST).coverage().runs())
                .extracting(run -> run.first().shortName() + "-" + run.last().shortName())
                .containsExactly("1/0/04-1/0/0F", "1/0/12-1/0/14", "1/0/17-1/0/1A");
    }

    @Test
    void a_backup_is_where_it_is_drawn() {
        assertThat(DRAWN.backups())
                .extracting(Backup::name)
                .extracting(BackupName::text)
                .containsExactly(
                        "base_000000010000000000000004",
                        "base_00000001000000000000000C_D_000000010000000000000004",
                        "base_000000010000000000000017",
                        "base_00000002000000000000001C");
    }

    @Test
    void a_star_makes_a_backup_permanent() {
        assertThat(DRAWN.backups()).filteredOn(Backup::isPermanent).hasSize(1);
    }

    @Test
    void a_fork_is_in_the_middle_of_its_segment() {
        assertThat(timeline(SECOND).history().optional().orElseThrow().leftAt(Timeline.FIRST))
                .contains(new Lsn(0x1A80_0000L));
    }

    @Test
    void a_wave_is_a_partial_segment() {
        assertThat(timeline(SECOND).partials()).extracting(Segment::shortName).containsExactly("2/0/21");
    }

    @Test
    void what_is_jumped_over_is_a_gap() {
        assertThat(timeline(SECOND).coverage().gaps())
                .extracting(Coverage.Gap::segments)
                .containsExactly(1L);
    }

    @Test
    void another_size_of_segments_is_seen_by_the_reader() {
        Cluster small = ArchiveText.of("""
                        system 18446744073709551615 pg 17.2 size 1M
                        TL 1 04F === 3/02F ==
                        """).cluster();
        assertThat(small.segmentSize().bytes()).isEqualTo(1 << 20);
        assertThat(small.identifier()).hasToString("18446744073709551615");
    }
}
