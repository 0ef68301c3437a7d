package dev.walkback.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.Content;
import dev.walkback.storage.KeyRange;
import dev.walkback.storage.Overwrite;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.memory.MemoryStorage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeveralSystemsTest {

    private static final SystemIdentifier FIRST = new SystemIdentifier(4410);
    private static final SystemIdentifier SECOND = new SystemIdentifier(-1);

    /** The second begins again at 01, and has come as far as 06. */
    private static final String AGAIN = """
            system 4410
            TL 1 02F ==== 0AF ====
            system 18446744073709551615 pg 17.1
            TL 1 01= 03F ====
            """;

    private static List<String> runs(Archive archive, SystemIdentifier system) {
        return archive.cluster(system).orElseThrow().timeline(Timeline.FIRST).orElseThrow().coverage().runs().stream()
                .map(run -> run.first().shortName() + "-" + run.last().shortName())
                .toList();
    }

    @Test
    void wal_of_two_systems_on_one_timeline_is_not_mixed() {
        Archive archive = ArchiveText.of(AGAIN).archive();
        assertThat(runs(archive, FIRST)).containsExactly("1/0/02-1/0/02", "1/0/0A-1/0/0D");
        assertThat(runs(archive, SECOND)).containsExactly("1/0/01-1/0/01", "1/0/03-1/0/06");
    }

    @Test
    void the_system_with_the_newest_backup_comes_first() {
        assertThat(ArchiveText.of(AGAIN).archive().clusters().getFirst().identifier())
                .isEqualTo(SECOND);
    }

    @Test
    void two_systems_are_a_finding() {
        assertThat(ArchiveText.of(AGAIN).archive().findings())
                .extracting(Finding::code)
                .contains(FindingCode.TWO_SYSTEMS);
    }

    @Test
    void each_system_has_its_own_size_of_segments() {
        Archive archive = ArchiveText.of("""
                        system 1 size 1M
                        TL 1 02F ==== 0AF ====
                        system 2 size 64M
                        TL 1 10F ====
                        """).archive();
        assertThat(archive.clusters())
                .extracting(each -> each.segmentSize().bytes() >> 20)
                .containsExactly(64, 1);
    }

    @Test
    void a_second_system_without_a_backup_is_noticed_by_the_order_of_times() {
        Archive archive = ArchiveText.of("""
                        system 4410
                        TL 1 02F ======
                        system 18446744073709551615
                        TL 1 01===
                        """).archive();
        assertThat(runs(archive, SECOND)).containsExactly("1/0/01-1/0/03");
        assertThat(runs(archive, FIRST)).containsExactly("1/0/04-1/0/07");
    }

    @Test
    void one_system_costs_no_look_into_wal() {
        FaultyStorage storage =
                FaultyStorage.watching(ArchiveText.of("TL 1 02F ===== 08d ====").storage());
        ArchiveReader.plain(ArchiveObjects.afterwards()).read(storage, Layers.unencrypted());
        assertThat(storage.reads).allMatch(key -> key.endsWith(".json"));
    }

    @Test
    void a_system_is_known_from_wal_alone() {
        Cluster cluster = ArchiveText.of("system 77 size 4M\nTL 1 01=====").cluster();
        assertThat(cluster.identifier()).isEqualTo(new SystemIdentifier(77));
        assertThat(cluster.segmentSize().bytes()).isEqualTo(4 << 20);
        assertThat(cluster.segmentSizeIsKnown()).isTrue();
        assertThat(cluster.pgVersion()).hasToString("15");
    }

    @Test
    void a_history_is_the_system_s_whose_timeline_begins_where_it_says() {
        Archive archive = ArchiveText.of("""
                        system 4410
                        TL 1 02F ==== fork at 05
                        TL 2 05====
                        system 18446744073709551615
                        TL 1 01==
                        TL 2 of 1 at 09 no history
                        TL 2 of 1 at 09 no history 0C===
                        """).archive();
        Timeline second = new Timeline(2);
        assertThat(archive.cluster(FIRST)
                        .orElseThrow()
                        .timeline(second)
                        .orElseThrow()
                        .history()
                        .optional())
                .isPresent();
        assertThat(archive.cluster(SECOND)
                        .orElseThrow()
                        .timeline(second)
                        .orElseThrow()
                        .history()
                        .isAbsent())
                .isTrue();
    }

    @Test
    void times_that_a_copy_has_mixed_up_do_not_make_two_systems() {
        Archive archive = ArchiveText.of("""
                        system 4410
                        TL 1 02F ======
                        system 4410
                        TL 1 01==
                        """).archive();
        assertThat(archive.findings()).isEmpty();
        assertThat(runs(archive, FIRST)).containsExactly("1/0/01-1/0/07");
    }

    @Test
    void without_any_key_or_page_only_what_backups_need_is_theirs() {
        MemoryStorage storage = ArchiveText.of(AGAIN).storage();
        storage.list(KeyRange.prefix("wal_005/"))
                .filter(object -> !object.key().contains("backup"))
                .toList()
                .forEach(object -> storage.write(object.key(), Content.of(new byte[] {1}), Overwrite.ALLOWED));
        Archive archive = ArchiveReader.plain(ArchiveObjects.afterwards()).read(storage, Layers.unencrypted());
        assertThat(runs(archive, FIRST)).containsExactly("1/0/02-1/0/02", "1/0/0A-1/0/0A");
        assertThat(runs(archive, SECOND)).containsExactly("1/0/03-1/0/03");
        assertThat(archive.clusters().getLast().identifier()).isNull();
    }
}
