package dev.walkback.engine.restore.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.recovery.RecoveryWindows;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.SegmentSize;
import dev.walkback.engine.wal.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackupChooserTest {

    private static final String TWO_FULL = "TL 1 04F ==== ==== 0CF ====";
    private static final String WITH_A_GAP = "TL 1 04F ==== xx== 0CF ====";
    private static final RecoveryTarget LATEST = new RecoveryTarget.Latest();

    /** An archive that was drawn, and what is asked of it. */
    private record Drawn(Cluster cluster, RecoveryWindows windows) {

        static Drawn of(String text) {
            Cluster cluster = ArchiveText.of(text).cluster();
            return new Drawn(cluster, RecoveryWindows.of(cluster));
        }

        Choice choice(Aim aim) {
            return new BackupChooser(cluster, windows, Rates.UNMEASURED).choose(aim);
        }

        Choice choice(RecoveryTarget target) {
            return choice(Aim.of(target));
        }

        Instant stored(int segment) {
            return cluster.timelines()
                    .getFirst()
                    .segments()
                    .of(new Segment(Timeline.FIRST, segment, SegmentSize.USUAL))
                    .getFirst()
                    .stored();
        }

        Backup backup(int index) {
            return cluster.backups().get(index);
        }
    }

    private static RecoveryTarget lsn(String lsn) {
        return new RecoveryTarget.Position(Lsn.parse(lsn).orElseThrow(), true);
    }

    private static RecoveryTarget time(Instant at) {
        return new RecoveryTarget.Time(at, true);
    }

    private static String taken(Choice choice) {
        return ((Decision) choice).backup().name().text();
    }

    private static WhyNot why(Choice choice) {
        return Objects.requireNonNull(((NoWay) choice).why());
    }

    @Test
    void of_two_full_backups_the_later_has_less_wal_to_replay() {
        assertThat(taken(Drawn.of(TWO_FULL).choice(LATEST))).isEqualTo("base_00000001000000000000000C");
    }

    @Test
    void a_position_before_the_later_backup_is_reached_from_the_earlier() {
        assertThat(taken(Drawn.of(TWO_FULL).choice(lsn("0/0A000000")))).isEqualTo("base_000000010000000000000004");
    }

    @Test
    void a_backup_that_was_asked_for_is_taken_though_another_has_less_work() {
        Drawn drawn = Drawn.of(TWO_FULL);
        assertThat(taken(drawn.choice(Aim.of(LATEST).from(drawn.backup(0).name()))))
                .isEqualTo("base_000000010000000000000004");
    }

    @Test
    void a_backup_that_was_left_out_is_not_taken_and_says_so() {
        Drawn drawn = Drawn.of(TWO_FULL);
        BackupName without = drawn.backup(1).name();
        Decision decision = (Decision) drawn.choice(new Aim(LATEST, null, null, List.of(without)));
        assertThat(decision.others()).extracting(Alternative::why).containsExactly(new WhyNot.Excluded(without));
    }

    @Test
    void what_stands_on_a_backup_that_was_left_out_is_left_out_with_it() {
        Drawn drawn = Drawn.of("TL 1 04F ==== 08d ====");
        Choice choice =
                drawn.choice(new Aim(LATEST, null, null, List.of(drawn.backup(0).name())));
        assertThat(((NoWay) choice).backups())
                .extracting(Alternative::why)
                .allMatch(why -> why instanceof WhyNot.Excluded);
    }

    @Test
    void immediate_takes_the_newest_backup() {
        assertThat(taken(Drawn.of(TWO_FULL).choice(new RecoveryTarget.Immediate())))
                .isEqualTo("base_00000001000000000000000C");
    }

    @Test
    void immediate_brings_wal_to_the_backups_end_and_a_little_more() {
        Decision decision = (Decision) Drawn.of("TL 1 04F ==== ==== ====").choice(new RecoveryTarget.Immediate());
        assertThat(decision.route().segments()).isEqualTo(3);
    }

    @Test
    void an_archive_without_backups_has_no_way() {
        assertThat(((NoWay) Drawn.of("TL 1 04= ===").choice(LATEST)).nearest()).isNull();
    }

    @Test
    void a_position_before_every_backups_end_is_refused_with_the_first_that_can_be_reached() {
        NoWay noWay = (NoWay) Drawn.of(TWO_FULL).choice(lsn("0/03000000"));
        assertThat(noWay.why()).isInstanceOf(WhyNot.FinishesLater.class);
        assertThat(Objects.requireNonNull(noWay.after()).backup().text()).isEqualTo("base_000000010000000000000004");
    }

    @Test
    void a_position_within_a_backup_is_before_its_end() {
        Drawn drawn = Drawn.of("TL 1 04F+2 ==== ====");
        assertThat(why(drawn.choice(lsn("0/05000000")))).isInstanceOf(WhyNot.FinishesLater.class);
    }

    @Test
    void a_position_in_a_gap_is_refused_with_the_moments_around_it() {
        NoWay noWay = (NoWay) Drawn.of(WITH_A_GAP).choice(lsn("0/09000000"));
        assertThat(noWay.why())
                .isInstanceOfSatisfying(
                        WhyNot.Gap.class,
                        gap -> assertThat(gap.first().shortName()).isEqualTo("1/0/08"));
        assertThat(Objects.requireNonNull(noWay.before()).moment().lsn()).hasToString("0/8000000");
        assertThat(Objects.requireNonNull(noWay.after()).backup().text()).isEqualTo("base_00000001000000000000000C");
    }

    @Test
    void a_position_behind_all_wal_is_refused_as_that_even_where_gaps_lie_before() {
        assertThat(why(Drawn.of(WITH_A_GAP).choice(lsn("0/50000000")))).isInstanceOf(WhyNot.WalEnds.class);
    }

    @Test
    void the_very_end_of_wal_is_no_position_that_a_record_begins_at() {
        assertThat(why(Drawn.of(TWO_FULL).choice(lsn("0/10000000")))).isInstanceOf(WhyNot.WalEnds.class);
    }

    @Test
    void a_damaged_backup_is_told_where_it_is_the_only_one_before_the_target() {
        assertThat(why(Drawn.of("TL 1 04F! ==== ==== 0CF ====").choice(lsn("0/0A000000"))))
                .isInstanceOf(WhyNot.Damaged.class);
    }

    @Test
    void a_delta_whose_parent_is_gone_is_damaged() {
        assertThat(why(Drawn.of("TL 1 04F? ==== 08d ====").choice(LATEST))).isInstanceOf(WhyNot.Damaged.class);
    }

    @Test
    void a_backup_that_was_made_after_the_fork_does_not_lead_to_the_newest_timeline() {
        NoWay noWay = (NoWay) Drawn.of("""
                TL 1 04=== == 09F ====  fork at 07
                TL 2 07= ====
                """).choice(LATEST);
        assertThat(noWay.why())
                .isInstanceOfSatisfying(
                        WhyNot.NotAChild.class,
                        child -> assertThat(child.left()).hasToString("0/7800000"));
        assertThat(noWay.elsewhere()).containsExactly(Timeline.FIRST);
    }

    @Test
    void a_backup_that_is_named_goes_to_the_newest_timeline_that_descends_from_it() {
        Drawn drawn = Drawn.of("""
                TL 1 04=== == 09F ====  fork at 07
                TL 2 07= ====
                """);
        Decision decision =
                (Decision) drawn.choice(Aim.of(LATEST).from(drawn.backup(0).name()));
        assertThat(decision.timeline()).isEqualTo(Timeline.FIRST);
    }

    @Test
    void a_timeline_whose_history_is_missing_is_not_reached_from_its_parent() {
        Drawn drawn = Drawn.of("""
                TL 1 04F ====  fork at 07
                TL 2 07= ==== no history
                """);
        assertThat(why(drawn.choice(LATEST))).isEqualTo(new WhyNot.HistoryMissing(new Timeline(2)));
    }

    @Test
    void a_server_is_told_to_stay_on_its_own_timeline_where_that_has_no_history() {
        Drawn drawn = Drawn.of("""
                TL 1 04F ====  fork at 07
                TL 2 07= = 09F ==== no history
                """);
        Decision decision = (Decision) drawn.choice(LATEST);
        assertThat(decision.timelineSetting()).isEqualTo("current");
    }

    @Test
    void the_newest_moment_before_a_gap_says_that_there_is_more_behind_it() {
        Decision decision = (Decision) Drawn.of("TL 1 04F ==== xx====").choice(LATEST);
        assertThat(Objects.requireNonNull(decision.gapAhead()).shortName()).isEqualTo("1/0/08");
    }

    @Test
    void a_route_past_a_position_brings_some_wal_behind_it() {
        Decision decision = (Decision) Drawn.of("TL 1 04F ==== ==== ====").choice(lsn("0/06000100"));
        assertThat(decision.route().to()).hasToString("0/9000000");
        assertThat(decision.goesOn()).isTrue();
    }

    @Test
    void a_position_in_the_last_segment_says_that_wal_does_not_go_on() {
        Decision decision = (Decision) Drawn.of("TL 1 04F ====").choice(lsn("0/07FFFFFF"));
        assertThat(decision.goesOn()).isFalse();
    }

    @Test
    void histories_after_the_timeline_are_brought_so_that_a_promotion_takes_a_free_number() {
        Decision decision = (Decision) Drawn.of("""
                TL 1 04F ====  fork at 06 fork at 07
                TL 2 06= ==
                TL 3 07= ==
                """).choice(Aim.of(LATEST).on(Timeline.FIRST));
        assertThat(decision.histories()).containsExactly(new Timeline(2), new Timeline(3));
    }

    @Test
    void a_time_is_reached_from_the_backup_that_finished_last_before_it() {
        Drawn drawn = Drawn.of(TWO_FULL);
        assertThat(taken(drawn.choice(time(drawn.stored(0x0A))))).isEqualTo("base_000000010000000000000004");
    }

    @Test
    void a_time_says_that_it_was_held_against_stored_times_only() {
        Drawn drawn = Drawn.of(TWO_FULL);
        assertThat(((Decision) drawn.choice(time(drawn.stored(0x0A)))).certainty())
                .isEqualTo(Certainty.BY_STORED_TIMES);
    }

    @Test
    void for_a_time_wal_is_brought_past_the_first_segment_that_was_stored_then() {
        Drawn drawn = Drawn.of("TL 1 04F ==== ==== ====");
        Decision decision = (Decision) drawn.choice(time(drawn.stored(0x06)));
        assertThat(decision.route().to().compareTo(new Lsn(0x8000000L))).isPositive();
    }

    @Test
    void a_time_before_the_first_backup_finished_is_refused() {
        Drawn drawn = Drawn.of(TWO_FULL);
        Instant early = drawn.backup(0).finishTime().orElseThrow().minusSeconds(1);
        assertThat(why(drawn.choice(time(early)))).isInstanceOf(WhyNot.FinishesLater.class);
    }

    @Test
    void a_time_after_the_last_segment_was_stored_is_refused() {
        Drawn drawn = Drawn.of(TWO_FULL);
        assertThat(why(drawn.choice(time(drawn.stored(0x0F).plusSeconds(1))))).isInstanceOf(WhyNot.WalEnds.class);
    }

    @Test
    void a_time_in_a_gap_is_refused_with_the_moments_around_it() {
        Drawn drawn = Drawn.of(WITH_A_GAP);
        NoWay noWay = (NoWay) drawn.choice(time(drawn.stored(0x07).plusSeconds(61)));
        assertThat(noWay.why()).isInstanceOf(WhyNot.Gap.class);
        assertThat(Objects.requireNonNull(noWay.before()).moment().about()).isEqualTo(drawn.stored(0x07));
    }

    @Test
    void a_name_is_taken_to_be_somewhere_on_the_whole_route() {
        Decision decision = (Decision) Drawn.of(TWO_FULL).choice(new RecoveryTarget.Named("release"));
        assertThat(decision.certainty()).isEqualTo(Certainty.NOT_LOOKED_FOR);
        assertThat(decision.place()).isNull();
        assertThat(decision.route().to()).hasToString("0/10000000");
    }

    @Test
    void a_transaction_is_looked_for_from_the_backup_that_was_named() {
        Drawn drawn = Drawn.of(TWO_FULL);
        Aim aim = Aim.of(new RecoveryTarget.Xid(800, true)).from(drawn.backup(0).name());
        assertThat(((Decision) drawn.choice(aim)).route().segments()).isEqualTo(12);
    }

    @Test
    void the_newest_moment_of_a_backup_before_a_gap_is_where_the_gap_begins() {
        Drawn drawn = Drawn.of(WITH_A_GAP);
        Decision decision =
                (Decision) drawn.choice(Aim.of(LATEST).from(drawn.backup(0).name()));
        assertThat(decision.route().to()).hasToString("0/8000000");
    }

    @Test
    void what_was_pinned_has_no_way_once_a_segment_of_its_route_is_gone() {
        Drawn before = Drawn.of("TL 1 04F ==== ====");
        Drawn after = Drawn.of("TL 1 04F ==x= ====");
        Pins pins = Pins.of((Decision) before.choice(LATEST));
        Choice again =
                new BackupChooser(after.cluster(), after.windows(), Rates.UNMEASURED).again(Aim.of(LATEST), pins);
        assertThat(why(again)).isInstanceOf(WhyNot.Gap.class);
    }

    @Test
    void what_was_pinned_has_no_way_once_its_backup_is_gone() {
        Drawn before = Drawn.of(TWO_FULL);
        Drawn after = Drawn.of("TL 1 04F ==== ==== ====");
        Pins pins = Pins.of((Decision) before.choice(LATEST));
        Choice again =
                new BackupChooser(after.cluster(), after.windows(), Rates.UNMEASURED).again(Aim.of(LATEST), pins);
        assertThat(again).isInstanceOf(NoWay.class);
    }

    private static Choice transaction(Drawn drawn, long xid, long first, long second) {
        Map<BackupName, Long> nextXids =
                Map.of(drawn.backup(0).name(), first, drawn.backup(1).name(), second);
        return new BackupChooser(drawn.cluster(), drawn.windows(), Rates.UNMEASURED, nextXids)
                .choose(Aim.of(new RecoveryTarget.Xid(xid, true)));
    }

    @Test
    void a_transaction_that_had_its_number_before_a_backup_is_looked_for_from_an_earlier_one() {
        assertThat(taken(transaction(Drawn.of(TWO_FULL), 750, 700, 800))).isEqualTo("base_000000010000000000000004");
    }

    @Test
    void a_transaction_that_had_its_number_before_every_backup_has_no_way() {
        assertThat(why(transaction(Drawn.of(TWO_FULL), 650, 700, 800))).isInstanceOf(WhyNot.BeganBefore.class);
    }

    @Test
    void numbers_of_transactions_go_round() {
        assertThat(taken(transaction(Drawn.of(TWO_FULL), 50, 4_294_967_000L, 800)))
                .isEqualTo("base_000000010000000000000004");
    }

    @Test
    void a_backup_that_was_asked_for_is_taken_whatever_a_transactions_number_says() {
        Drawn drawn = Drawn.of(TWO_FULL);
        Map<BackupName, Long> nextXids = Map.of(drawn.backup(1).name(), 800L);
        Aim aim = Aim.of(new RecoveryTarget.Xid(750, true)).from(drawn.backup(1).name());
        assertThat(new BackupChooser(drawn.cluster(), drawn.windows(), Rates.UNMEASURED, nextXids).choose(aim))
                .isInstanceOf(Decision.class);
    }
}
