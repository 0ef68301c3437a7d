package dev.walkback.engine.restore.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.PlannedText;
import dev.walkback.engine.restore.RestorePlan;
import dev.walkback.engine.restore.RestoreRequest;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestorePlanFileTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SIMPLE = "TL 1 04F ==== ====";

    @TempDir
    private Path folder;

    private static SavedRestore saved(RestoreRequest request) {
        return SavedRestore.of(PlannedText.of(SIMPLE).plan(request), "prod", NOW);
    }

    private Path written(SavedRestore plan) throws IOException {
        Path file = folder.resolve("plan.json");
        RestorePlanFile.write(file, plan);
        return file;
    }

    static List<RestoreRequest> requests() {
        Path data = Path.of("/srv/restore/orders");
        Destination to = Destination.of(data);
        Destination elsewhere = new Destination(
                data, new TablespacePlaces.Under(Path.of("/srv/ts")), Path.of("/srv/wal"), "postgres:postgres", true);
        Destination moved = new Destination(
                data, new TablespacePlaces.Moved(Map.of("/was here", Path.of("/is \"there\""))), null, null, false);
        ServerWishes standby = new ServerWishes(
                true,
                "host=primary user=replicator",
                5433,
                ServerWishes.Action.PROMOTE,
                true,
                new LinkedHashMap<>(Map.of("shared_buffers", "1GB")));
        return List.of(
                PlannedText.latest(),
                PlannedText.request(new RecoveryTarget.Immediate(), elsewhere),
                PlannedText.request(new RecoveryTarget.Position(new Lsn(0x6000000), false), moved),
                PlannedText.request(new RecoveryTarget.Named("before 'it'"), to),
                PlannedText.request(new RecoveryTarget.Xid(4_000_000_000L, true), to),
                new RestoreRequest(
                        new RecoveryTarget.Latest(),
                        Timeline.FIRST,
                        new BackupName("base_000000010000000000000004"),
                        List.of(new BackupName("base_000000010000000000000003")),
                        to,
                        standby,
                        RestoreRequest.WalDelivery.STREAMED,
                        Path.of("/srv/stage"),
                        List.of("orders", "bücher")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_written_is_read_back(RestoreRequest request) throws IOException {
        SavedRestore plan = saved(request);
        assertThat(RestorePlanFile.read(written(plan))).isEqualTo(plan);
    }

    @Test
    void only_its_owner_may_read_it() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written(saved(PlannedText.latest())))))
                .isEqualTo("rw-------");
    }

    @Test
    void nothing_else_is_left_in_the_folder() throws IOException {
        written(saved(PlannedText.latest()));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("plan.json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"walkback_restore_plan\": 2}",
                "{\"walkback_restore_plan\": \"1\"}",
                "{\"walkback_restore_plan\": 1, \"steps\": [3]}"
            })
    void what_is_no_plan_is_an_error_that_names_the_file(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("odd.json"), text);
        assertThatThrownBy(() -> RestorePlanFile.read(file))
                .isInstanceOf(RestorePlanFile.UnfitException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void any_single_byte_that_is_cut_off_makes_it_unfit() throws IOException {
        byte[] whole = Files.readAllBytes(written(saved(PlannedText.latest())));
        for (int length = 0; length < whole.length - 2; length += 7) {
            Path file = Files.write(folder.resolve("cut.json"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> RestorePlanFile.read(file)).isInstanceOf(RestorePlanFile.UnfitException.class);
        }
    }

    @Test
    void a_step_that_somebody_changed_is_seen() throws IOException {
        Path file = written(saved(PlannedText.latest()));
        Files.writeString(
                file, Files.readString(file).replace("000000010000000000000004\"", "000000010000000000000005\""));
        Files.writeString(file, Files.readString(file).replace("\"do\" : \"fetch\"", "\"do\" : \"delete\""));
        assertThatThrownBy(() -> RestorePlanFile.read(file)).hasMessageContaining("its steps are not those of plan");
    }

    @Test
    void a_port_beyond_all_numbers_is_no_crash() throws IOException {
        Path file = written(saved(requests().getLast()));
        Files.writeString(file, Files.readString(file).replace("\"port\" : 5433", "\"port\" : 99999999999"));
        assertThatThrownBy(() -> RestorePlanFile.read(file)).isInstanceOf(RestorePlanFile.UnfitException.class);
    }

    @Test
    void new_wal_and_new_backups_do_not_change_a_plan_that_was_pinned() {
        RestorePlan before = PlannedText.of(SIMPLE).plan(PlannedText.latest());
        SavedRestore saved = SavedRestore.of(before, "", NOW);
        RestorePlan now = PlannedText.of("TL 1 04F ==== ==== ==== 10F ====").again(saved.request(), saved.pins());
        assertThat(saved.difference(now)).isEmpty();
    }

    @Test
    void another_timeline_meanwhile_does_not_change_a_plan_that_was_pinned() {
        RestorePlan before = PlannedText.of(SIMPLE).plan(PlannedText.latest());
        SavedRestore saved = SavedRestore.of(before, "", NOW);
        RestorePlan now = PlannedText.of("""
                TL 1 04F ==== ====  fork at 0B
                TL 2 0B= ===
                """).again(saved.request(), saved.pins());
        assertThat(saved.difference(now)).isEmpty();
    }

    @Test
    void a_segment_that_was_stored_anew_changes_it() {
        RestorePlan before = PlannedText.of(SIMPLE).plan(PlannedText.latest());
        SavedRestore saved = SavedRestore.of(before, "", NOW);
        RestorePlan now = PlannedText.of("TL 1 04F ==:= ====").again(saved.request(), saved.pins());
        assertThat(saved.difference(now))
                .hasValueSatisfying(difference -> assertThat(difference.changed())
                        .containsExactly("wal_005/000000010000000000000004..00000001000000000000000B"));
    }
}
