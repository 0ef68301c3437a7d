package dev.walkback.engine.push.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveReader;
import dev.walkback.engine.backup.Backup;
import dev.walkback.storage.layer.Layers;
import dev.walkback.storage.local.Links;
import dev.walkback.storage.local.LocalStorage;
import dev.walkback.testing.PackedArchive;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PushEstimateTest {

    private static final PushSurvey SURVEY = new PushSurvey(1000, 30_000_000, 0, 0, 0, 30_000_000);

    @Test
    void what_is_stored_and_how_long_it_takes_go_by_earlier_backups_of_the_same_kind() {
        PushEstimate estimate = PushEstimate.of(SURVEY, null, EarlierPushes.of(backups(), false), OptionalLong.empty());
        assertThat(estimate.basedOn()).isPositive();
        assertThat(estimate.storedBytes().orElseThrow()).isBetween(1L, 30_000_000L);
        assertThat(estimate.takes())
                .hasValueSatisfying(takes -> assertThat(takes).isPositive());
    }

    @Test
    void without_an_earlier_backup_nothing_is_guessed() {
        PushEstimate estimate = PushEstimate.of(SURVEY, null, EarlierPushes.of(List.of(), false), OptionalLong.empty());
        assertThat(estimate.storedBytes()).isEmpty();
        assertThat(estimate.takes()).isEmpty();
    }

    @Test
    void a_disk_that_cannot_hold_what_there_is_at_most_is_too_small_where_nothing_tells_more() {
        EarlierPushes none = EarlierPushes.of(List.of(), false);
        assertThat(PushEstimate.of(SURVEY, null, none, OptionalLong.of(29_999_999))
                        .isTooLarge())
                .isTrue();
        assertThat(PushEstimate.of(SURVEY, null, none, OptionalLong.of(30_000_000))
                        .isTooLarge())
                .isFalse();
    }

    private static List<Backup> backups() {
        try (LocalStorage storage = new LocalStorage(
                PackedArchive.named("lz4-delta-chain").shared().resolve("storage"), Links.INSIDE, Clock.systemUTC())) {
            Archive archive = ArchiveReader.plain(Clock.systemUTC()).read(storage, Layers.unencrypted());
            return archive.clusters().getFirst().backups();
        }
    }
}
