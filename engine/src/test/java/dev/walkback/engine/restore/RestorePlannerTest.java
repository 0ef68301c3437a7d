package dev.walkback.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.BackupLabel;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.TablespaceMap;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.RestoreBasis.Configuration;
import dev.walkback.engine.restore.host.Host;
import dev.walkback.engine.restore.host.Volume;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorePlannerTest {

    private static final String SIMPLE = "TL 1 04F ==== ====";
    private static final Path DATA = Path.of("/srv/restore/orders");
    private static final Path STAGE = Path.of("/srv/restore/orders.wal");

    @TempDir
    private Path folder;

    private static RestoreBasis basis(
            Configuration configuration, @Nullable BackupLabel label, Map<String, String> tablespaces) {
        return new RestoreBasis(
                new Document.Absent<>(),
                new Document.Absent<>(),
                label == null ? new Document.Absent<>() : new Document.Read<>(label),
                new Document.Read<>(new TablespaceMap(new TreeMap<>(tablespaces))),
                configuration,
                List.of(),
                List.of());
    }

    private static RestoreBasis tablespaces(Map<String, String> places) {
        return basis(Configuration.UNKNOWN, null, places);
    }

    private static RestoreRequest to(TablespacePlaces places) {
        return PlannedText.request(new RecoveryTarget.Latest(), new Destination(DATA, places, null, null, false));
    }

    private static List<Remark.Code> codes(RestorePlan plan) {
        return plan.remarks().stream().map(Remark::code).toList();
    }

    private static RestorePlan plan(RestoreRequest request, RestoreBasis basis) {
        return PlannedText.of(SIMPLE).plan(request, basis, Host.UNKNOWN);
    }

    private static Host holding(Path place, DataDirectory found) {
        return new Host(Map.of(place, found), Map.of(), null, List.of(), null, "");
    }

    @Test
    void tablespaces_stay_where_they_were() {
        RestorePlan plan = plan(to(new TablespacePlaces.Kept()), tablespaces(Map.of("16384", "/mnt/fast")));
        assertThat(plan.layout().tablespaces())
                .containsExactly(new Layout.Tablespace("16384", "/mnt/fast", Path.of("/mnt/fast")));
    }

    @Test
    void tablespaces_go_below_one_folder_by_their_numbers() {
        RestorePlan plan =
                plan(to(new TablespacePlaces.Under(Path.of("/ts"))), tablespaces(Map.of("16384", "/mnt/fast")));
        assertThat(plan.layout().tablespaces().getFirst().place()).isEqualTo(Path.of("/ts/16384"));
    }

    @Test
    void a_tablespace_is_moved_by_where_it_was() {
        RestorePlan plan = plan(
                to(new TablespacePlaces.Moved(Map.of("/mnt/fast", Path.of("/elsewhere")))),
                tablespaces(Map.of("16384", "/mnt/fast")));
        assertThat(plan.layout().tablespaces().getFirst().place()).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void a_tablespace_is_moved_by_its_number() {
        RestorePlan plan = plan(
                to(new TablespacePlaces.Moved(Map.of("16384", Path.of("/elsewhere")))),
                tablespaces(Map.of("16384", "/mnt/fast")));
        assertThat(plan.layout().tablespaces().getFirst().place()).isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void a_tablespace_that_nobody_knows_is_refused() {
        RestorePlan plan = plan(
                to(new TablespacePlaces.Moved(Map.of("/mnt/slow", Path.of("/elsewhere")))),
                tablespaces(Map.of("16384", "/mnt/fast")));
        assertThat(codes(plan)).contains(Remark.Code.TABLESPACE_UNKNOWN);
    }

    @Test
    void a_tablespace_at_no_whole_path_is_refused() {
        assertThat(codes(plan(to(new TablespacePlaces.Kept()), tablespaces(Map.of("16384", "../../etc")))))
                .contains(Remark.Code.TABLESPACE_RELATIVE);
    }

    @Test
    void a_tablespace_within_the_data_directory_is_refused() {
        assertThat(codes(plan(to(new TablespacePlaces.Kept()), tablespaces(Map.of("16384", DATA + "/ts")))))
                .contains(Remark.Code.PLACES_COLLIDE);
    }

    @Test
    void two_tablespaces_at_one_place_are_refused() {
        assertThat(codes(plan(to(new TablespacePlaces.Kept()), tablespaces(Map.of("1", "/ts", "2", "/ts/")))))
                .contains(Remark.Code.PLACES_COLLIDE);
    }

    @Test
    void a_directory_with_files_in_it_is_refused() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        RestoreRequest request = PlannedText.request(new RecoveryTarget.Latest(), Destination.of(folder));
        RestorePlan plan =
                PlannedText.of(SIMPLE).plan(request, RestoreBasis.UNREAD, holding(folder, DataDirectory.look(folder)));
        assertThat(codes(plan)).contains(Remark.Code.DIRECTORY_NOT_EMPTY);
        assertThat(plan.isRefused()).isTrue();
    }

    @Test
    void a_directory_that_is_to_be_replaced_is_moved_aside() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        RestoreRequest request = PlannedText.request(
                new RecoveryTarget.Latest(), new Destination(folder, new TablespacePlaces.Kept(), null, null, true));
        RestorePlan plan =
                PlannedText.of(SIMPLE).plan(request, RestoreBasis.UNREAD, holding(folder, DataDirectory.look(folder)));
        assertThat(plan.of(Phase.DIRECTORY).getFirst().action()).isEqualTo("move-aside");
        assertThat(plan.isRefused()).isFalse();
    }

    @Test
    void another_restore_in_the_directory_is_refused() throws IOException {
        Files.createDirectories(new RestoreFolder(folder).path());
        RestoreRequest request = PlannedText.request(new RecoveryTarget.Latest(), Destination.of(folder));
        RestorePlan plan =
                PlannedText.of(SIMPLE).plan(request, RestoreBasis.UNREAD, holding(folder, DataDirectory.look(folder)));
        assertThat(codes(plan)).contains(Remark.Code.DIRECTORY_RESTORING);
    }

    @Test
    void a_file_where_the_directory_goes_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        RestoreRequest request = PlannedText.request(new RecoveryTarget.Latest(), Destination.of(file));
        RestorePlan plan =
                PlannedText.of(SIMPLE).plan(request, RestoreBasis.UNREAD, holding(file, DataDirectory.look(file)));
        assertThat(codes(plan)).contains(Remark.Code.NO_DIRECTORY);
    }

    @Test
    void what_shares_a_file_system_is_reckoned_together() {
        Volume one = new Volume("/srv", 1L << 40);
        Host host = new Host(Map.of(), Map.of(DATA, one, STAGE, one), null, List.of(), null, "");
        RestorePlan plan = PlannedText.of(SIMPLE).plan(PlannedText.latest(), RestoreBasis.UNREAD, host);
        assertThat(plan.space()).singleElement().satisfies(space -> {
            assertThat(space.places()).containsExactly(DATA, STAGE);
            assertThat(space.neededBytes())
                    .isGreaterThan(2 * plan.decision().work().walBytes());
        });
    }

    @Test
    void what_does_not_fit_is_refused_with_both_figures() {
        Host host = new Host(Map.of(), Map.of(STAGE, new Volume("/srv", 1000)), null, List.of(), null, "");
        RestorePlan plan = PlannedText.of(SIMPLE).plan(PlannedText.latest(), RestoreBasis.UNREAD, host);
        assertThat(plan.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Remark.Code.NO_SPACE);
            assertThat(refusal.facts()).containsEntry("free-bytes", "1000").containsKey("needed-bytes");
        });
    }

    @Test
    void a_server_that_is_not_here_is_a_warning() {
        assertThat(codes(plan(PlannedText.latest(), RestoreBasis.UNREAD))).contains(Remark.Code.SERVER_MISSING);
    }

    @Test
    void files_that_would_belong_to_root_are_a_warning() {
        Host host = new Host(Map.of(), Map.of(), null, List.of(), null, "", true);
        assertThat(codes(PlannedText.of(SIMPLE).plan(PlannedText.latest(), RestoreBasis.UNREAD, host)))
                .contains(Remark.Code.OWNER_ROOT);
    }

    @Test
    void a_library_that_is_missing_here_is_a_warning() {
        Host host = new Host(Map.of(), Map.of(), null, List.of("timescaledb"), null, "");
        assertThat(codes(PlannedText.of(SIMPLE).plan(PlannedText.latest(), RestoreBasis.UNREAD, host)))
                .contains(Remark.Code.LIBRARY_MISSING);
    }

    @Test
    void some_databases_of_a_backup_that_tells_none_are_refused() {
        RestoreRequest all = PlannedText.latest();
        RestoreRequest some = new RestoreRequest(
                all.target(),
                null,
                null,
                List.of(),
                all.destination(),
                all.server(),
                all.delivery(),
                all.stage(),
                List.of("app"));
        assertThat(codes(plan(some, RestoreBasis.UNREAD))).contains(Remark.Code.DATABASES_UNTOLD);
    }

    @Test
    void a_configuration_that_lay_outside_is_a_warning() {
        RestoreBasis outside = basis(new Configuration(false, null), null, Map.of());
        assertThat(codes(plan(PlannedText.latest(), outside))).contains(Remark.Code.CONFIGURATION_OUTSIDE);
    }

    @Test
    void an_incremental_backup_of_the_servers_own_is_refused() {
        BackupLabel label = new BackupLabel(
                Lsn.NONE, "000000010000000000000004", Lsn.NONE, "streamed", false, "", "", null, new Lsn(0x3000000));
        assertThat(codes(plan(PlannedText.latest(), basis(Configuration.UNKNOWN, label, Map.of()))))
                .contains(Remark.Code.SERVER_INCREMENTAL);
    }

    @Test
    void parts_are_fetched_newest_first_and_pg_control_last() {
        RestorePlan plan = PlannedText.of("TL 1 04F ==== 08d ====").plan(PlannedText.latest());
        List<String> fetched = plan.of(Phase.FETCH).stream()
                .filter(step -> step.action().equals("fetch"))
                .map(RestoreStep::object)
                .toList();
        assertThat(fetched.getFirst()).startsWith("basebackups_005/base_000000010000000000000008_D_");
        assertThat(fetched.getLast())
                .contains("base_000000010000000000000008_D_")
                .contains("pg_control.tar");
    }

    @Test
    void another_port_is_another_plan() {
        RestoreRequest usual = PlannedText.latest();
        RestoreRequest other = new RestoreRequest(
                usual.target(),
                null,
                null,
                List.of(),
                usual.destination(),
                new ServerWishes(false, null, 5433, ServerWishes.Action.PAUSE, false, new java.util.LinkedHashMap<>()),
                usual.delivery(),
                usual.stage(),
                List.of());
        assertThat(PlannedText.of(SIMPLE).plan(usual).fingerprint())
                .isNotEqualTo(PlannedText.of(SIMPLE).plan(other).fingerprint());
    }

    @Test
    void exclusive_is_another_plan_than_inclusive() {
        RestoreRequest inclusive =
                PlannedText.request(new RecoveryTarget.Position(new Lsn(0x6000000), true), Destination.of(DATA));
        RestoreRequest exclusive =
                PlannedText.request(new RecoveryTarget.Position(new Lsn(0x6000000), false), Destination.of(DATA));
        assertThat(PlannedText.of(SIMPLE).plan(inclusive).fingerprint())
                .isNotEqualTo(PlannedText.of(SIMPLE).plan(exclusive).fingerprint());
    }

    @Test
    void the_same_twice_is_the_same_plan() {
        assertThat(PlannedText.of(SIMPLE).plan(PlannedText.latest()).fingerprint())
                .isEqualTo(PlannedText.of(SIMPLE).plan(PlannedText.latest()).fingerprint());
    }
}
