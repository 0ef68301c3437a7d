package dev.walkback.engine.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.recovery.Branches;
import dev.walkback.engine.wal.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceFinderTest {

    private static final Cluster CLUSTER = ArchiveText.of("""
                    TL 1  04F ==== xx ====   fork at 0C
                    TL 2                     0C=== 0FF ==
                    """).cluster();

    private static List<Evidence> said(String message) {
        return new EvidenceFinder(CLUSTER, Branches.of(CLUSTER))
                .of(Told.of(message).orElseThrow());
    }

    @Test
    void a_segment_in_a_gap_is_told_from_one_behind_the_end() {
        assertThat(said("could not open file \"pg_wal/000000010000000000000008\": No such file or directory"))
                .singleElement()
                .isInstanceOfSatisfying(Evidence.Stored.class, stored -> {
                    assertThat(stored.there()).isFalse();
                    assertThat(stored.walEnds()).isGreaterThan(stored.segment());
                });
        assertThat(said("could not open file \"pg_wal/000000010000000000000099\": No such file or directory"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Evidence.Stored.class,
                        stored -> assertThat(stored.walEnds()).isLessThan(stored.segment()));
    }

    @Test
    void a_segment_that_another_timeline_has_is_told() {
        assertThat(said("restored log file \"00000001000000000000000F\" from archive"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Evidence.Stored.class,
                        stored -> assertThat(stored.elsewhere()).containsExactly(new Timeline(2)));
    }

    @Test
    void where_a_timeline_begins_is_told_to_a_backup_that_is_not_on_the_way() {
        assertThat(said("requested timeline 2 is not a child of this server's history"))
                .anySatisfy(each -> assertThat(each)
                        .isInstanceOfSatisfying(
                                Evidence.Fork.class,
                                fork -> assertThat(fork.parent()).isEqualTo(new Timeline(1))))
                .contains(new Evidence.History(new Timeline(2), true));
    }

    @Test
    void a_timeline_that_nothing_names_is_unknown() {
        assertThat(said("recovery target timeline 7 does not exist"))
                .containsExactly(
                        new Evidence.TimelineUnknown(new Timeline(7), List.of(new Timeline(1), new Timeline(2))));
    }

    @Test
    void how_far_wal_goes_is_told_to_a_target_that_did_not_come() {
        assertThat(said("recovery ended before configured recovery target was reached"))
                .extracting(
                        each -> ((Evidence.WalEnds) each).last().shortName() + " " + ((Evidence.WalEnds) each).gaps())
                .containsExactly("1/0/0D 1", "2/0/10 0");
    }

    @Test
    void a_number_that_is_free_in_the_archive_is_told_to_a_promotion() {
        assertThat(said("selected new timeline ID: 2")).contains(new Evidence.NextTimeline(new Timeline(3)));
    }

    @Test
    void a_position_is_found_on_every_timeline_that_has_its_segment() {
        assertThat(said("invalid record length at 0/D000060: wanted 24, got 0"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Evidence.Position.class,
                        position -> assertThat(position.in()).hasSize(2));
    }

    @Test
    void numbers_that_cannot_be_are_passed_by() {
        assertThat(said("recovery target timeline 99999999999 does not exist")).isEmpty();
        assertThat(said("recovery target timeline 0 does not exist")).isEmpty();
        assertThat(said("restored log file \"FFFFFFFFFFFFFFFFFFFFFFFF\" from archive"))
                .isEmpty();
        assertThat(said("WAL file is from different database system: WAL file database system identifier is "
                        + "99999999999999999999999, pg_control database system identifier is 1"))
                .hasSize(1);
    }
}
