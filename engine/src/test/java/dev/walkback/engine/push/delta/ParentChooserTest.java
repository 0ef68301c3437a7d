package dev.walkback.engine.push.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.delta.MadeShelf.Traits;
import dev.walkback.engine.push.delta.ParentVerdict.Asked;
import dev.walkback.engine.push.delta.ParentVerdict.Chosen;
import dev.walkback.engine.push.delta.ParentVerdict.Full;
import dev.walkback.engine.push.delta.ParentVerdict.PassedOver;
import dev.walkback.engine.push.delta.ParentVerdict.Reason;
import dev.walkback.engine.push.delta.ParentVerdict.Refused;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParentChooserTest {

    private static final long MB = 1 << 24;

    private final MadeShelf shelf = new MadeShelf();

    @Test
    void the_newest_is_the_parent() {
        shelf.full(1, 2 * MB, 2 * MB + 9);
        Backup newest = shelf.full(1, 5 * MB, 5 * MB + 9);
        Chosen chosen = (Chosen) choice(wish(3));
        assertThat(chosen.parent().name()).isEqualTo(newest.name());
        assertThat(chosen.parent().count()).isEqualTo(1);
        assertThat(chosen.parent().start()).isEqualTo(new Lsn(5 * MB));
        assertThat(chosen.passedOver()).isEmpty();
    }

    @Test
    void no_steps_allowed_means_a_full_backup_and_nothing_is_looked_at() {
        shelf.full(1, 2 * MB, 2 * MB + 9);
        assertThat(choice(wish(0))).isEqualTo(new Full(Reason.WISHED, null, List.of()));
    }

    @Test
    void without_any_backup_it_is_the_first() {
        assertThat(choice(wish(3))).isEqualTo(new Full(Reason.FIRST, null, List.of()));
    }

    @Test
    void after_as_many_steps_as_are_allowed_a_full_backup_comes() {
        Backup full = shelf.full(1, 2 * MB, 2 * MB + 9);
        Backup first = shelf.delta(1, 3 * MB, 3 * MB + 9, full);
        Backup second = shelf.delta(1, 4 * MB, 4 * MB + 9, first);
        assertThat(((Chosen) choice(wish(3))).parent().count()).isEqualTo(3);
        assertThat(choice(wish(2)))
                .isEqualTo(
                        new Full(Reason.RULE, new PassedOver(second.name(), new WhyNot.EnoughSteps(2, 2)), List.of()));
    }

    @Test
    void a_delta_of_the_full_backup_keeps_the_newest_ones_count() {
        Backup full = shelf.full(1, 2 * MB, 2 * MB + 9);
        shelf.delta(1, 3 * MB, 3 * MB + 9, full);
        Chosen chosen = (Chosen)
                choice(new DeltaWish(3, DeltaWish.Origin.NEWEST_FULL, null, null, DeltaWish.Changes.BY_READING));
        assertThat(chosen.parent().name()).isEqualTo(full.name());
        assertThat(chosen.parent().full()).isEqualTo(full.name());
        assertThat(chosen.parent().count()).isEqualTo(2);
    }

    @Test
    void a_backup_of_a_branch_that_was_left_is_passed_over_for_an_older_one_of_ours() {
        Backup ours = shelf.full(1, 2 * MB, 2 * MB + 9);
        Backup foreign = shelf.full(2, 7 * MB, 7 * MB + 9);
        Chosen chosen = (Chosen) choice(wish(3));
        assertThat(chosen.parent().name()).isEqualTo(ours.name());
        assertThat(chosen.passedOver())
                .containsExactly(new PassedOver(foreign.name(), new WhyNot.OtherBranch(new Timeline(2), null)));
    }

    @Test
    void a_backup_of_our_ancestor_from_behind_the_fork_is_not_our_past() {
        Backup before = shelf.full(1, 2 * MB, 2 * MB + 9);
        Backup behind = shelf.full(1, 6 * MB, 6 * MB + 9);
        TimelineHistory forked = new TimelineHistory(
                new Timeline(2), List.of(new TimelineHistory.Switch(Timeline.FIRST, new Lsn(4 * MB), "")));
        Chosen chosen = (Chosen) ParentChooser.choose(question(wish(3), false, forked), shelf, String::equals);
        assertThat(chosen.parent().name()).isEqualTo(before.name());
        assertThat(chosen.passedOver())
                .containsExactly(
                        new PassedOver(behind.name(), new WhyNot.OtherBranch(Timeline.FIRST, new Lsn(4 * MB))));
    }

    @Test
    void a_delta_whose_own_parent_is_foreign_is_no_parent() {
        Backup ours = shelf.full(1, 2 * MB, 2 * MB + 9);
        Backup foreign = shelf.full(2, 3 * MB, 3 * MB + 9);
        Backup broken = shelf.delta(1, 5 * MB, 5 * MB + 9, foreign);
        Chosen chosen = (Chosen) choice(wish(3));
        assertThat(chosen.parent().name()).isEqualTo(ours.name());
        assertThat(chosen.passedOver())
                .contains(new PassedOver(
                        broken.name(),
                        new WhyNot.BrokenChain(
                                new Chain.Break.Foreign(broken.name(), foreign.name(), new Timeline(2), null))));
    }

    @Test
    void a_delta_whose_full_backup_is_gone_is_no_parent() {
        Backup full = shelf.full(1, 2 * MB, 2 * MB + 9);
        Backup delta = shelf.delta(1, 3 * MB, 3 * MB + 9, full);
        shelf.lose(full);
        assertThat(choice(wish(3)))
                .isEqualTo(new Full(
                        Reason.NONE_FITS,
                        null,
                        List.of(new PassedOver(
                                delta.name(),
                                new WhyNot.BrokenChain(new Chain.Break.ParentMissing(delta.name(), full.name()))))));
    }

    @Test
    void a_permanent_backup_is_no_parent_of_one_that_is_not() {
        Backup kept =
                shelf.full(1, 2 * MB, 2 * MB + 9, new Traits(MadeShelf.SYSTEM, MadeShelf.VERSION, true, null, true));
        assertThat(choice(wish(3)))
                .isEqualTo(new Full(Reason.RULE, new PassedOver(kept.name(), new WhyNot.Permanent()), List.of()));
        assertThat(choice(named(kept.name()))).isInstanceOf(Full.class);
        assertThat(ParentChooser.choose(question(wish(3), true, line()), shelf, String::equals))
                .isInstanceOf(Chosen.class);
        assertThat(choice(new DeltaWish(3, DeltaWish.Origin.NEWEST_FULL, null, null, DeltaWish.Changes.BY_READING)))
                .isInstanceOf(Chosen.class);
    }

    @Test
    void another_system_another_major_and_a_missing_document_are_told() {
        SystemIdentifier other = new SystemIdentifier(8);
        shelf.full(1, 2 * MB, 2 * MB + 9, new Traits(other, MadeShelf.VERSION, false, null, true));
        shelf.full(1, 3 * MB, 3 * MB + 9, new Traits(MadeShelf.SYSTEM, new PgVersion(140_000), false, null, true));
        shelf.full(1, 4 * MB, 4 * MB + 9, new Traits(MadeShelf.SYSTEM, MadeShelf.VERSION, false, null, false));
        assertThat(choice(wish(3)).passedOver())
                .extracting(PassedOver::why)
                .containsExactly(
                        new WhyNot.Unreadable("metadata.json", "it is not there"),
                        new WhyNot.OtherMajor("14", "15"),
                        new WhyNot.OtherSystem(other, MadeShelf.SYSTEM));
    }

    @Test
    void who_names_a_parent_gets_that_one_or_nothing() {
        Backup first = shelf.full(1, 2 * MB, 2 * MB + 9);
        shelf.full(1, 5 * MB, 5 * MB + 9);
        Backup foreign = shelf.full(2, 6 * MB, 6 * MB + 9);
        assertThat(((Chosen) choice(named(first.name()))).parent().name()).isEqualTo(first.name());
        assertThat(choice(named(foreign.name())))
                .isEqualTo(new Refused(
                        Asked.NAME,
                        foreign.name().text(),
                        List.of(new PassedOver(foreign.name(), new WhyNot.OtherBranch(new Timeline(2), null)))));
        assertThat(choice(named(new BackupName("base_000000010000000000000077"))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void user_data_has_to_be_that_of_one_backup() {
        Traits ticket = new Traits(MadeShelf.SYSTEM, MadeShelf.VERSION, false, "{\"ticket\":1}", true);
        Backup only = shelf.full(1, 2 * MB, 2 * MB + 9, ticket);
        shelf.full(1, 3 * MB, 3 * MB + 9);
        assertThat(((Chosen) choice(withData("{\"ticket\":1}"))).parent().name())
                .isEqualTo(only.name());
        assertThat(choice(withData("2"))).isEqualTo(new Refused(Asked.USER_DATA, "2", List.of()));
        shelf.full(1, 4 * MB, 4 * MB + 9, ticket);
        assertThat(choice(withData("{\"ticket\":1}")))
                .isEqualTo(new Refused(Asked.USER_DATA_OF_SEVERAL, "{\"ticket\":1}", List.of()));
    }

    @Test
    void a_backup_through_the_replication_protocol_names_its_files_otherwise() {
        shelf.full(1, 2 * MB, 2 * MB + 9);
        shelf.files = "{\"Files\":{\"PG_VERSION\":{\"MTime\":\"2026-05-01T09:00:00Z\"}}}";
        assertThat(choice(wish(3)).passedOver()).extracting(PassedOver::why).containsExactly(new WhyNot.OtherNames());
    }

    @Test
    void a_backup_that_lacks_a_tar_is_no_parent() {
        Backup backup = shelf.full(1, 2 * MB, 2 * MB + 9);
        shelf.files = """
                {"Files":{"/PG_VERSION":{}},"TarFileSets":{"part_002.tar.lz4":["/PG_VERSION"]}}""";
        assertThat(choice(wish(3)).passedOver())
                .extracting(PassedOver::why)
                .containsExactly(new WhyNot.TarsMissing(backup.name(), "part_002.tar.lz4"));
    }

    private ParentVerdict choice(DeltaWish wish) {
        return ParentChooser.choose(question(wish, false, line()), shelf, String::equals);
    }

    private static TimelineHistory line() {
        return TimelineHistory.none(Timeline.FIRST);
    }

    private static ParentQuestion question(DeltaWish wish, boolean permanent, TimelineHistory line) {
        return new ParentQuestion(wish, permanent, MadeShelf.VERSION, MadeShelf.SYSTEM, line, new Lsn(100 * MB), true);
    }

    private static DeltaWish wish(int steps) {
        return wish(steps, null, null);
    }

    private static DeltaWish named(BackupName name) {
        return wish(3, name, null);
    }

    private static DeltaWish withData(String json) {
        return wish(3, null, json);
    }

    private static DeltaWish wish(int steps, @Nullable BackupName name, @Nullable String userData) {
        return new DeltaWish(steps, DeltaWish.Origin.NEWEST, name, userData, DeltaWish.Changes.BY_READING);
    }
}
