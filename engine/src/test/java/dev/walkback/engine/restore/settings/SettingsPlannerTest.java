package dev.walkback.engine.restore.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.wal.Lsn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsPlannerTest {

    private static final RecoveryTarget LATEST = new RecoveryTarget.Latest();
    private static final RecoveryTarget XID = new RecoveryTarget.Xid(48_291_033, false);

    @TempDir
    Path data;

    @Test
    void a_copy_to_look_at_is_told_this() throws IOException {
        main("max_connections = 300\nmax_prepared_transactions = 5\n");
        assertThat(draft(Orders.of(150_018, XID, ServerWishes.LOOKING, Orders.SOURCE))
                        .blockLines())
                .containsExactly(
                        "restore_command = 'sh ''/srv/o''''clock.wal/fetch'' %f \"%p\"'",
                        "recovery_target_xid = '48291033'",
                        "recovery_target_inclusive = 'off'  # stops just before it",
                        "recovery_target_timeline = '2'  # a number, so that a later promotion cannot move it",
                        "recovery_target_action = 'pause'",
                        "archive_mode = 'off'  # this copy cannot write into the archive",
                        "port = '5433'  # nobody reaches it by mistake",
                        "hot_standby = 'on'  # so that one can look");
    }

    @ParameterizedTest
    @CsvSource({"90624,9.6", "100023,10", "110022,11"})
    void up_to_11_recovery_has_a_file_of_its_own(int version, String major) throws IOException {
        main("max_connections = 300\n");
        SettingsDraft draft = draft(Orders.of(version, XID, ServerWishes.LOOKING, null));
        assertThat(draft.signal()).isEqualTo(SettingsDraft.Signal.RECOVERY_CONF);
        assertThat(draft.recoveryConfLines())
                .as(major)
                .containsExactly(
                        "restore_command = 'sh ''/srv/o''''clock.wal/fetch'' %f \"%p\"'",
                        "recovery_target_xid = '48291033'",
                        "recovery_target_inclusive = 'off'  # stops just before it",
                        "recovery_target_timeline = '2'  # a number, so that a later promotion cannot move it",
                        "recovery_target_action = 'pause'");
        assertThat(draft.blockLines())
                .containsExactly(
                        "archive_mode = 'off'  # this copy cannot write into the archive",
                        "port = '5433'  # nobody reaches it by mistake",
                        "hot_standby = 'on'  # so that one can look");
    }

    @Test
    void a_replica_of_11_is_told_so_in_its_file() throws IOException {
        main("");
        ServerWishes wishes = new ServerWishes(
                true, "host=db1 user=rep", 5432, ServerWishes.Action.PAUSE, true, new LinkedHashMap<>());
        assertThat(draft(Orders.of(110_022, LATEST, wishes, null)).recoveryConfLines())
                .contains("standby_mode = 'on'", "primary_conninfo = 'host=db1 user=rep'");
    }

    @Test
    void a_replica_gets_another_signal_and_may_archive() throws IOException {
        main("");
        ServerWishes wishes = new ServerWishes(
                true, "host=db1 user=rep", 5432, ServerWishes.Action.PAUSE, true, new LinkedHashMap<>());
        SettingsDraft draft = draft(Orders.of(180_004, LATEST, wishes, null));
        assertThat(draft.signal()).isEqualTo(SettingsDraft.Signal.STANDBY);
        assertThat(draft.block())
                .extracting(Setting::name)
                .containsExactly(
                        "restore_command", "recovery_target_timeline", "primary_conninfo", "port", "hot_standby");
    }

    @Test
    void version_9_6_knows_no_target_by_position() {
        RecoveryOrder order =
                Orders.of(90_624, new RecoveryTarget.Position(new Lsn(0x2000000), true), ServerWishes.LOOKING, null);
        assertThatThrownBy(() -> draft(order)).isInstanceOf(SettingsException.Unwritable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-14T14:31:05.220481Z,true,2026-03-14 14:31:05.220481+00",
        "2026-03-14T14:31:05.2204819Z,true,2026-03-14 14:31:05.220481+00",
        "2026-03-14T14:31:05.2204811Z,false,2026-03-14 14:31:05.220482+00",
        "2026-03-14T14:31:05.220481Z,false,2026-03-14 14:31:05.220481+00",
        "2026-03-14T14:31:05Z,true,2026-03-14 14:31:05.000000+00"
    })
    void times_are_to_the_microsecond_and_never_end_in_z(Instant at, boolean inclusive, String text) {
        assertThat(TargetSettings.time(at, inclusive)).isEqualTo(text);
    }

    @Test
    void a_year_of_five_digits_is_refused() {
        RecoveryTarget target = new RecoveryTarget.Time(Instant.parse("+10000-01-01T00:00:00Z"), true);
        assertThatThrownBy(() -> draft(Orders.to(target))).isInstanceOf(SettingsException.Unwritable.class);
    }

    @Test
    void what_the_configuration_leaves_below_the_source_is_raised() throws IOException {
        main("max_connections = 100\nmax_worker_processes = 1\n");
        assertThat(draft(Orders.of(150_018, XID, ServerWishes.LOOKING, Orders.SOURCE))
                        .blockLines())
                .contains(
                        "max_connections = '300'  # as the source has it",
                        "max_worker_processes = '8'  # as the source has it",
                        "max_prepared_transactions = '5'  # as the source has it");
    }

    @Test
    void with_less_than_the_source_nobody_can_look_and_that_is_said() throws IOException {
        main("");
        RecoveryOrder order = Orders.of(150_018, XID, Orders.wishing(Map.of("max_connections", "20")), Orders.SOURCE);
        SettingsDraft draft = draft(order);
        assertThat(draft.blockLines())
                .contains("recovery_target_action = 'shutdown'", "max_connections = '20'  # as asked for")
                .anyMatch(line -> line.startsWith("hot_standby = 'off'"));
        assertThat(draft.remarks()).extracting(SettingsRemark::kind).contains(SettingsRemark.Kind.BELOW_SOURCE);
    }

    @Test
    void another_target_of_the_source_is_emptied_before_ours_is_set() throws IOException {
        main("recovery_target_time = '2020-01-01'\nrecovery_target_xid = 5\n");
        List<String> names =
                draft(Orders.to(XID)).block().stream().map(Setting::name).toList();
        assertThat(names.indexOf("recovery_target_time"))
                .isNotNegative()
                .isLessThan(names.indexOf("recovery_target_xid"));
        assertThat(names).containsOnlyOnce("recovery_target_xid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive_cleanup_command = 'rm -rf /archive'",
                "recovery_end_command = 'mail everybody'",
                "primary_conninfo = 'host=db1 password=secret'",
                "recovery_min_apply_delay = '1h'",
                "synchronous_standby_names = 'other'",
                "external_pid_file = '/run/postgresql/15-main.pid'"
            })
    void what_would_do_harm_in_a_copy_is_undone_and_said(String line) throws IOException {
        main(line + "\n");
        SettingsDraft draft = draft(Orders.to(LATEST));
        String name = line.substring(0, line.indexOf(' '));
        assertThat(draft.blockLines()).anyMatch(it -> it.matches(name + " = '0?'  # was the source's"));
        assertThat(draft.remarks()).anySatisfy(remark -> {
            assertThat(remark.kind()).isEqualTo(SettingsRemark.Kind.OVERRIDDEN);
            assertThat(remark.subject()).isEqualTo(name);
            assertThat(remark.found()).doesNotContain("secret");
        });
    }

    @Test
    void a_line_that_leads_to_another_data_directory_becomes_a_comment() throws IOException {
        main("port = 5432\ndata_directory = '/var/lib/postgresql/15/main'\n");
        assertThat(draft(Orders.to(LATEST)).disabled())
                .extracting(Configuration.Assignment::line)
                .containsExactly(2);
    }

    @Test
    void so_does_an_include_that_leads_nowhere() throws IOException {
        main("include 'gone.conf'\ninclude_if_exists 'gone-too.conf'\ninclude_dir 'conf.d'\n");
        assertThat(draft(Orders.to(LATEST)).disabled())
                .extracting(Configuration.Assignment::line)
                .containsExactly(1, 3);
    }

    @Test
    void included_files_count() throws IOException {
        main("include_dir 'conf.d'\n");
        Files.createDirectory(data.resolve("conf.d"));
        Files.writeString(data.resolve("conf.d/10.conf"), "port = 6000\n");
        Files.writeString(data.resolve("conf.d/.hidden.conf"), "port = 7000\n");
        assertThat(draft(Orders.to(LATEST)).blockLines()).anyMatch(line -> line.startsWith("port = '6001'"));
    }

    @Test
    void configuration_that_was_outside_is_written_and_said() {
        SettingsDraft draft = draft(Orders.to(LATEST));
        assertThat(draft.files())
                .extracting(file -> file.path().getFileName().toString())
                .containsExactly("postgresql.conf", "pg_hba.conf", "pg_ident.conf");
        assertThat(draft.remarks())
                .filteredOn(remark -> remark.kind() == SettingsRemark.Kind.WRITTEN)
                .hasSize(3);
    }

    @Test
    void what_only_a_person_can_decide_is_remarked_with_what_to_give() throws IOException {
        main("""
                ssl = on
                ssl_cert_file = '/gone/server.crt'
                listen_addresses = '10.1.2.3'
                """);
        assertThat(draft(Orders.to(LATEST)).remarks())
                .extracting(SettingsRemark::give)
                .contains("ssl=off", "listen_addresses=localhost");
    }

    @Test
    void places_that_are_not_here_give_way_to_ours_and_that_is_said() throws IOException {
        main("""
                unix_socket_directories = '/gone/run'
                logging_collector = on
                log_directory = '/gone/log/postgresql'
                stats_temp_directory = '/gone/stat'
                """);
        SettingsDraft draft = draft(Orders.to(LATEST));
        assertThat(draft.blockLines())
                .contains(
                        "unix_socket_directories = '" + data + "'  # the source's is not here",
                        "log_directory = 'log'  # the source's is not here",
                        "stats_temp_directory = 'pg_stat_tmp'  # the source's is not here");
        assertThat(draft.remarks())
                .filteredOn(remark -> remark.kind() == SettingsRemark.Kind.PLACE_REPLACED)
                .extracting(SettingsRemark::subject)
                .containsExactly("unix_socket_directories", "log_directory", "stats_temp_directory");
    }

    @Test
    void of_several_socket_directories_those_that_are_here_stay() throws IOException {
        main("unix_socket_directories = '/gone/run, /tmp'\n");
        assertThat(draft(Orders.to(LATEST)).blockLines())
                .contains("unix_socket_directories = '/tmp'  # the source's is not here");
    }

    @Test
    void an_hba_file_that_is_not_here_gives_way_to_ours() throws IOException {
        main("hba_file = '/etc/postgresql/15/gone/pg_hba.conf'\n");
        assertThat(draft(Orders.to(LATEST)).blockLines())
                .contains("hba_file = '" + data.resolve("pg_hba.conf") + "'  # was the source's");
    }

    @Test
    void signals_of_the_source_get_another_name() throws IOException {
        main("");
        Files.createFile(data.resolve("standby.signal"));
        Files.createFile(data.resolve("recovery.conf"));
        assertThat(draft(Orders.to(LATEST)).aside()).containsExactlyInAnyOrder("standby.signal", "recovery.conf");
    }

    @Test
    void without_a_target_there_is_nothing_to_pause_at() throws IOException {
        main("");
        SettingsDraft draft = draft(Orders.to(LATEST));
        assertThat(draft.block()).extracting(Setting::name).doesNotContain("recovery_target_action");
        assertThat(draft.remarks()).extracting(SettingsRemark::kind).contains(SettingsRemark.Kind.NO_PAUSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore_command", "Archive_Mode", "recovery_target_time", "port"})
    void what_has_an_option_of_its_own_is_not_taken_as_a_further_setting(String name) {
        RecoveryOrder order = Orders.of(150_018, LATEST, Orders.wishing(Map.of(name, "x")), null);
        assertThatThrownBy(() -> draft(order)).isInstanceOf(SettingsException.Reserved.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"work mem", "work_mem; x", "", "1work_mem", "a.b.c", "work_mem="})
    void a_name_that_is_none_is_refused(String name) {
        RecoveryOrder order = Orders.of(150_018, LATEST, Orders.wishing(Map.of(name, "x")), null);
        assertThatThrownBy(() -> draft(order)).isInstanceOf(SettingsException.Unwritable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=db1 password=secret", "host=db1 PASSWORD = 'x'", "postgres://u:secret@db1/x"})
    void a_password_does_not_get_into_a_file(String primary) {
        ServerWishes wishes =
                new ServerWishes(true, primary, null, ServerWishes.Action.PAUSE, false, new LinkedHashMap<>());
        assertThatThrownBy(() -> draft(Orders.of(150_018, LATEST, wishes, null)))
                .isInstanceOf(SettingsException.Unwritable.class)
                .hasMessageNotContaining("secret");
    }

    private void main(String text) throws IOException {
        Files.writeString(data.resolve("postgresql.conf"), text);
        Files.writeString(data.resolve("pg_hba.conf"), "");
        Files.writeString(data.resolve("pg_ident.conf"), "");
    }

    private SettingsDraft draft(RecoveryOrder order) {
        return SettingsPlanner.draft(order, Configuration.look(data));
    }
}
