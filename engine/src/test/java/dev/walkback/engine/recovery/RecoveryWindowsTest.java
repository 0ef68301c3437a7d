package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.RecoveryWindow.Ending;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryWindowsTest {

    private static RecoveryWindows drawn(String text) {
        return RecoveryWindows.of(ArchiveText.of(text).cluster());
    }

    /** {@code 1/0/04..1/0/0B gap}: first and last segment of each, and why it ends. */
    private static List<String> told(RecoveryWindows windows) {
        return windows.windows().stream()
                .map(window -> window.from().segment().shortName() + ".."
                        + window.to().segment().shortName() + " "
                        + window.endsBecause().word())
                .toList();
    }

    @Test
    void a_gap_ends_the_window_of_every_backup_before_it() {
        assertThat(told(drawn("TL 1 04F ==== d ==== xx == 10F ====")))
                .containsExactly("1/0/04..1/0/0B gap", "1/0/10..1/0/13 archive-ends");
    }

    @Test
    void a_gap_is_told_by_its_first_and_last_segment() {
        assertThat(drawn("TL 1 04F ==== xx ====").windows().getFirst().endsBecause())
                .isInstanceOfSatisfying(
                        Ending.Gap.class,
                        gap -> assertThat(gap.first().shortName() + "-"
                                        + gap.last().shortName())
                                .isEqualTo("1/0/08-1/0/09"));
    }

    @Test
    void a_backup_behind_which_no_wal_is_stored_may_get_its_own_yet() {
        SegmentSize size = SegmentSize.USUAL;
        Lsn start = new Segment(new Timeline(1), 4, size).start();
        Lsn finish = new Segment(new Timeline(1), 6, size).start();
        assertThat(codes(new Sketch(size).wal(1, 1, 4).full(1, start, finish)))
                .containsExactly(FindingCode.BACKUP_WAL_TO_COME);
        assertThat(codes(new Sketch(size).wal(1, 1, 4).wal(1, 7, 8).full(1, start, finish)))
                .containsExactly(FindingCode.BACKUP_WAL_MISSING);
    }

    private static List<FindingCode> codes(Sketch sketch) {
        RecoveryWindows windows = RecoveryWindows.of(sketch.cluster());
        return windows.backups().values().stream()
                .filter(Restorability.NotRestorable.class::isInstance)
                .map(Restorability.NotRestorable.class::cast)
                .flatMap(lost -> lost.findings().stream())
                .map(Finding::code)
                .toList();
    }

    @Test
    void a_window_follows_the_line_that_leads_to_the_newest_timeline() {
        assertThat(drawn("""
                        TL 1 04F ======   fork at 09
                        TL 2 09= 0AF ====
                        """).windows().getFirst().timelines()).containsExactly(new Timeline(1), new Timeline(2));
    }

    @Test
    void what_the_parent_did_after_it_was_left_is_a_window_of_its_own() {
        assertThat(told(drawn("""
                        TL 1 04F =========  fork at 09
                        TL 2 09= ====
                        """))).containsExactly("1/0/04..2/0/0D archive-ends", "1/0/09..1/0/0C timeline-left");
    }

    @Test
    void a_fork_whose_first_segment_is_missing_leaves_the_parents_window_where_it_is() {
        assertThat(told(drawn("""
                        TL 1 04F =====   fork at 09.0
                        TL 2 09x ====
                        """))).containsExactly("1/0/04..1/0/08 gap");
    }

    @Test
    void the_childs_first_segment_holds_what_the_parent_never_archived() {
        RecoveryWindows windows = drawn("""
                TL 1 04F =====   fork at 09
                TL 2 09= ====
                """);
        assertThat(windows.holding(Timeline.FIRST, new Lsn(0x940_0000L))).isPresent();
    }

    @Test
    void without_its_history_a_timeline_cannot_be_reached_from_its_parent() {
        assertThat(told(drawn("""
                        TL 1 04F =====   fork at 09
                        TL 2 09= ==== no history
                        """))).containsExactly("1/0/04..1/0/08 history-missing");
    }

    @Test
    void a_history_that_only_a_descendant_tells_leads_as_far_as_the_descendant_left_it() {
        Sketch sketch = new Sketch(SegmentSize.USUAL);
        Lsn second = sketch.at(6, 2);
        Lsn third = sketch.at(9, 2);
        sketch.wal(1, 1, 6).wal(2, 6, 12).wal(3, 9, 11).history(3, 1, second, 2, third);
        sketch.full(1, sketch.at(2, 1), sketch.at(2, 2));
        RecoveryWindows windows = RecoveryWindows.of(sketch.cluster());
        assertThat(windows.holding(new Timeline(2), third.plus(1))).isEmpty();
    }

    @Test
    void histories_that_contradict_each_other_cut_the_younger_timeline_off() {
        Sketch sketch = new Sketch(SegmentSize.USUAL);
        sketch.wal(1, 1, 6).wal(2, 6, 9).wal(3, 9, 11);
        sketch.history(2, 1, sketch.at(6, 2)).history(3, 1, sketch.at(5, 2), 2, sketch.at(9, 2));
        sketch.full(1, sketch.at(2, 1), sketch.at(2, 2));
        RecoveryWindows windows = RecoveryWindows.of(sketch.cluster());
        assertThat(windows.holding(new Timeline(3), sketch.at(10, 2))).isEmpty();
    }

    @Test
    void a_backup_made_after_the_fork_does_not_lead_to_the_child() {
        RecoveryWindows windows = drawn("""
                TL 1 04=== == 09F ====  fork at 07
                TL 2 07= ====
                """);
        assertThat(windows.windows())
                .singleElement()
                .satisfies(window -> assertThat(window.timelines()).containsExactly(Timeline.FIRST));
    }

    @Test
    void what_lies_between_two_windows_cannot_be_reached() {
        assertThat(drawn("TL 1 04F ==== xx == 0CF ====").unreachable())
                .singleElement()
                .satisfies(span -> assertThat(span.isClosed()
                                + " " + span.from().segment().shortName() + " "
                                + span.to().segment().shortName())
                        .isEqualTo("true 1/0/07 1/0/0C"));
    }

    @Test
    void what_no_backup_leads_to_any_more_is_unreachable_and_open() {
        assertThat(drawn("TL 1 04F ==== xx ==").unreachable())
                .singleElement()
                .satisfies(span -> assertThat(span.isClosed()).isFalse());
    }

    @Test
    void wal_before_the_first_backup_was_never_promised() {
        assertThat(drawn("TL 1 04== xx == 0AF ===").unreachable()).isEmpty();
    }

    @Test
    void a_branch_window_starts_with_the_backup_that_leads_there_soonest() {
        RecoveryWindows windows = drawn("""
                TL 1 04F == 06F ====  fork at 09
                TL 2 09= ====
                """);
        assertThat(windows.windows().getLast().startsWith()).isEqualTo(new BackupName("base_000000010000000000000006"));
    }

    @Test
    void times_of_a_window_are_those_of_the_backup_and_of_the_last_object() {
        RecoveryWindow window = drawn("TL 1 04F ====").windows().getFirst();
        assertThat(window.from().about()).isNotNull().isBefore(window.to().about());
    }

    @Test
    void a_cluster_without_backups_has_no_windows() {
        assertThat(drawn("TL 1 04=====").windows()).isEmpty();
    }

    @Test
    void the_last_segment_there_can_be_ends_where_positions_end() {
        Sketch sketch = new Sketch(SegmentSize.USUAL);
        long last = Long.divideUnsigned(-1, SegmentSize.USUAL.bytes());
        sketch.wal(1, last - 1, last);
        sketch.full(
                1,
                new Lsn((last - 1) * SegmentSize.USUAL.bytes() + 40),
                new Lsn((last - 1) * SegmentSize.USUAL.bytes() + 90));
        assertThat(RecoveryWindows.of(sketch.cluster())
                        .windows()
                        .getFirst()
                        .to()
                        .lsn())
                .isEqualTo(Lsn.LAST);
    }
}
