package dev.walkback.engine.push.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.Chain;
import dev.walkback.engine.content.ContentSource;
import dev.walkback.engine.push.DeltaWish;
import dev.walkback.engine.push.delta.ParentVerdict.Chosen;
import dev.walkback.engine.push.delta.ParentVerdict.PassedOver;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.TimelineHistory;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives that WAL-G made. */
class StoredShelfTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "lz4-delta-chain, base_00000001000000000000000D_D_00000001000000000000000B, 5",
        "brotli-libsodium, base_000000010000000000000006_D_000000010000000000000003, 2",
        "none-and-mixed, base_000000010000000000000016_D_000000010000000000000013, 5",
    })
    void the_next_delta_goes_on_from_the_latest(String archive, String parent, int count) {
        StoredShelf shelf = shelf(archive);
        Chosen chosen = (Chosen) ParentChooser.choose(
                question(shelf, TimelineHistory.none(Timeline.FIRST), true), shelf, String::equals);
        assertThat(chosen.parent().name()).isEqualTo(new BackupName(parent));
        assertThat(chosen.parent().count()).isEqualTo(count);
        assertThat(chosen.chain().members()).hasSize(count);
        assertThat(chosen.passedOver()).isEmpty();
    }

    @Test
    void what_wal_g_made_of_another_branch_is_no_parent_and_says_why() {
        StoredShelf shelf = shelf("foreign-delta");
        Chosen chosen = (Chosen) ParentChooser.choose(
                question(shelf, TimelineHistory.none(Timeline.FIRST), true), shelf, String::equals);
        BackupName broken = new BackupName("base_00000001000000000000000A_D_000000020000000000000005");
        BackupName foreign = new BackupName("base_000000020000000000000005_D_000000010000000000000003");
        assertThat(chosen.parent().name()).isEqualTo(new BackupName("base_000000010000000000000003"));
        assertThat(chosen.passedOver())
                .containsExactly(
                        new PassedOver(
                                broken,
                                new WhyNot.BrokenChain(
                                        new Chain.Break.Foreign(broken, foreign, new Timeline(2), null))),
                        new PassedOver(foreign, new WhyNot.OtherBranch(new Timeline(2), null)));
    }

    @Test
    void checksums_that_were_switched_since_make_a_full_backup() {
        StoredShelf shelf = shelf("lz4-delta-chain");
        ParentVerdict verdict = ParentChooser.choose(
                question(shelf, TimelineHistory.none(Timeline.FIRST), false), shelf, String::equals);
        assertThat(verdict).isInstanceOf(ParentVerdict.Full.class);
        assertThat(verdict.passedOver()).extracting(PassedOver::why).containsOnly(new WhyNot.ChecksumsSwitched(false));
    }

    private StoredShelf shelf(String archive) {
        Path root = PackedArchive.named(archive).unpackInto(folder).resolve("storage");
        return new StoredShelf(new ContentSource(
                new LocalStorage(root, Links.INSIDE, Clock.systemUTC()), Layers.unencrypted(), 4, event -> {}));
    }

    private static ParentQuestion question(StoredShelf shelf, TimelineHistory line, boolean checksums) {
        Backup any = shelf.backup(shelf.newestFirst().getFirst()).orElseThrow();
        return new ParentQuestion(
                new DeltaWish(9, DeltaWish.Origin.NEWEST, null, null, DeltaWish.Changes.BY_READING),
                false,
                any.pgVersion().orElseThrow(),
                any.systemIdentifier().orElseThrow(),
                line,
                Lsn.LAST,
                checksums);
    }
}
