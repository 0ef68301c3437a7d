package dev.walkback.engine.basebackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.Destination;
import dev.walkback.engine.restore.Remark;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.TablespacePlaces;
import dev.walkback.engine.restore.directory.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaseBackupRunTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final SmallBackup backup = new SmallBackup();
    private Path tars;
    private Path data;

    @BeforeEach
    void a_backup() {
        tars = backup.tars(folder.resolve("backup"), "gz");
        data = folder.resolve("restored/data");
    }

    private BaseBackupRequest request(Path into, boolean replacing) {
        Destination to = new Destination(
                into,
                new TablespacePlaces.Under(into.resolveSibling("ts")),
                into.resolveSibling("wal"),
                null,
                replacing);
        return new BaseBackupRequest(
                List.of(tars), to, false, null, null, null, new RecoveryTarget.Latest(), null, ServerWishes.LOOKING);
    }

    private static BaseBackupRun.Done run(BaseBackupRequest request) throws IOException, InterruptedException {
        return new BaseBackupRun(BaseBackupPlanner.plan(request), CLOCK, read -> {}, step -> {}).run();
    }

    @Test
    void every_file_is_where_it_belongs() throws Exception {
        run(request(data, false));
        assertThat(Files.readAllBytes(data.resolve("base/5/1259"))).isEqualTo(backup.data.get("base/5/1259"));
        assertThat(data.resolveSibling("ts/16384/PG_15_202209061/5/16385")).hasSize(8192);
        assertThat(data.resolveSibling("wal").resolve(SmallBackup.SEGMENT)).hasSize(1 << 20);
        assertThat(Files.readSymbolicLink(data.resolve("pg_wal"))).isEqualTo(data.resolveSibling("wal"));
        assertThat(Files.readSymbolicLink(data.resolve("pg_tblspc/16384"))).isEqualTo(data.resolveSibling("ts/16384"));
    }

    @Test
    void the_map_of_tablespaces_tells_the_new_places() throws Exception {
        run(request(data, false));
        assertThat(data.resolve("tablespace_map")).hasContent("16384 " + data.resolveSibling("ts/16384") + "\n");
    }

    @Test
    void the_data_directory_is_for_its_owner_only() throws Exception {
        run(request(data, false));
        assertThat(Modes.of(data)).isEqualTo(0700);
        assertThat(Modes.of(data.resolve("base/5/1259"))).isEqualTo(0600);
    }

    @Test
    void the_server_is_told_to_recover_and_not_to_archive() throws Exception {
        run(request(data, false));
        assertThat(data.resolve("recovery.signal")).exists();
        assertThat(data.resolve("postgresql.auto.conf"))
                .content()
                .contains("archive_mode = 'off'", "restore_command = 'exit 1'", "recovery_target_timeline = '1'");
    }

    @Test
    void wal_may_come_from_whatever_a_command_asks() throws Exception {
        BaseBackupRequest asked = request(data, false);
        String command = "walkback wal fetch %f \"%p\" --storage orders";
        run(new BaseBackupRequest(
                asked.folders(),
                asked.destination(),
                false,
                null,
                null,
                command,
                asked.target(),
                null,
                asked.server()));
        assertThat(data.resolve("postgresql.auto.conf")).content().contains("restore_command = '" + command + "'");
    }

    static IntStream steps() {
        return IntStream.range(0, 11);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_run_that_was_cut_short_is_gone_on_with_and_comes_to_the_same(int cut) throws Exception {
        Path whole = folder.resolve("whole/data");
        run(request(whole, false));
        BaseBackupPlan plan = BaseBackupPlanner.plan(request(data, false));
        List<BaseBackupStep> begun = new ArrayList<>();
        assertThatThrownBy(() -> new BaseBackupRun(plan, CLOCK, read -> {}, step -> {
                            begun.add(step);
                            if (begun.size() > cut) {
                                throw new IllegalStateException("cut");
                            }
                        })
                        .run())
                .hasMessage("cut");
        assertThat(data.resolve("global/pg_control")).doesNotExist();
        BaseBackupRun.Done done = run(request(data, false));
        assertThat(done.before()).isEqualTo(cut);
        assertThat(tree(data.getParent())).isEqualTo(tree(whole.getParent()));
    }

    @Test
    void a_second_run_of_the_same_does_nothing() throws Exception {
        run(request(data, false));
        int steps = BaseBackupPlanner.plan(request(data, false)).steps().steps().size();
        assertThat(run(request(data, false)).before()).isEqualTo(steps);
    }

    @Test
    void damage_that_is_met_on_the_way_leaves_no_pg_control() throws Exception {
        backup.data.get("base/5/1259")[5] ^= 1;
        SmallBackup.write(tars, "base.tar", "gz", backup.baseTar());
        assertThatThrownBy(() -> run(request(data, false))).isInstanceOf(UnfitBackupException.class);
        assertThat(data.resolve("global/pg_control")).doesNotExist();
    }

    @Test
    void a_hostile_member_is_never_written() throws Exception {
        byte[] tar = backup.baseTar();
        byte[] evil = new TarMaker().file("base/../../evil", new byte[1]).ended();
        byte[] both = Arrays.copyOf(tar, tar.length - 1024 + evil.length);
        System.arraycopy(evil, 0, both, tar.length - 1024, evil.length);
        SmallBackup.write(tars, "base.tar", "gz", both);
        assertThatThrownBy(() -> run(request(data, false))).isInstanceOf(UnfitBackupException.class);
        assertThat(data.resolveSibling("evil")).doesNotExist();
    }

    @Test
    void a_directory_with_data_in_it_is_refused_and_not_touched() throws Exception {
        SmallBackup.put(data.resolve("precious"), new byte[1]);
        assertThatThrownBy(() -> run(request(data, false))).isInstanceOf(TargetException.Occupied.class);
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void the_place_of_a_tablespace_with_data_in_it_is_refused() {
        SmallBackup.put(data.resolveSibling("ts/16384/precious"), new byte[1]);
        assertThatThrownBy(() -> run(request(data, false))).isInstanceOf(TargetException.Occupied.class);
        assertThat(data).doesNotExist();
    }

    @Test
    void what_is_replaced_is_whole_beside_it() throws Exception {
        SmallBackup.put(data.resolve("precious"), new byte[1]);
        SmallBackup.put(data.resolveSibling("ts/16384/precious"), new byte[1]);
        run(request(data, true));
        List<String> moved = tree(data.getParent()).keySet().stream()
                .filter(name -> name.endsWith("/precious"))
                .toList();
        assertThat(moved).hasSize(2).allMatch(name -> name.contains(".replaced-"));
    }

    @Test
    void another_restore_that_was_begun_there_is_refused() throws Exception {
        run(request(data, false));
        tars = new SmallBackup().tars(folder.resolve("another"));
        assertThatThrownBy(() -> run(request(data, false))).isInstanceOf(TargetException.OtherRestore.class);
    }

    @Test
    void a_restore_into_the_backup_itself_is_refused() throws Exception {
        assertThat(BaseBackupPlanner.plan(request(tars.resolve("data"), true)).refusals())
                .extracting(Remark::code)
                .contains(Remark.Code.PLACES_COLLIDE);
    }

    @Test
    void a_tablespace_that_the_backup_does_not_have_is_refused() throws Exception {
        BaseBackupRequest moved = new BaseBackupRequest(
                List.of(tars),
                new Destination(
                        data, new TablespacePlaces.Moved(Map.of("/srv/slow", folder.resolve("x"))), null, null, false),
                false,
                null,
                null,
                null,
                new RecoveryTarget.Latest(),
                null,
                ServerWishes.LOOKING);
        assertThat(BaseBackupPlanner.plan(moved).refusals())
                .extracting(Remark::code)
                .contains(Remark.Code.TABLESPACE_UNKNOWN);
    }

    @Test
    void a_backup_without_a_manifest_is_refused_unless_somebody_says_so() throws Exception {
        Files.delete(tars.resolve("backup_manifest"));
        assertThatThrownBy(() -> run(request(data, false))).isInstanceOf(UnfitBackupException.class);
        BaseBackupRequest asked = request(data, false);
        run(new BaseBackupRequest(
                asked.folders(), asked.destination(), true, null, null, null, asked.target(), null, asked.server()));
        assertThat(data.resolve("global/pg_control")).exists();
    }

    @Test
    void a_chain_is_put_together_proved_and_has_a_manifest_of_its_own() throws Exception {
        SmallChain chain = chain();
        BaseBackupRequest request = ofChain(chain, null);
        run(request);
        assertThat(Files.readAllBytes(data.resolve("base/5/1259"))).isEqualTo(IncrementalBlocks.file(1, 2));
        assertThat(ManifestReader.read(data, data.resolve("backup_manifest")).files())
                .containsKey("base/5/1259")
                .doesNotContainKey("base/5/INCREMENTAL.1259");
    }

    @Test
    void a_chain_may_be_put_together_by_postgresql_s_own_program() throws Exception {
        Path program = folder.resolve("pg_combinebackup");
        Files.writeString(program, """
                #!/bin/sh
                # what the real one is told, and does, with a result that was made before
                [ "$1" = -o ] || exit 2
                out=$2; shift 2
                for last; do :; done
                echo "$@" > %1$s/told
                cp -R "$last" "$out"
                cp %1$s/expected "$out/base/5/1259"
                rm "$out/base/5/INCREMENTAL.1259"
                grep -v '^INCREMENTAL FROM' "$last/backup_label" > "$out/backup_label"
                """.formatted(folder));
        Files.setPosixFilePermissions(program, Modes.permissions(0755));
        Files.write(folder.resolve("expected"), IncrementalBlocks.file(1, 2));
        run(ofChain(chain(), program));
        assertThat(Files.readString(folder.resolve("told")).strip().split(" ")).hasSize(2);
        assertThat(Files.readAllBytes(data.resolve("base/5/1259"))).isEqualTo(IncrementalBlocks.file(1, 2));
        assertThat(data.resolve("backup_label")).content().doesNotContain("INCREMENTAL");
        assertThat(data.resolve("global/pg_control")).exists();
    }

    @Test
    void a_program_that_fails_is_told_with_its_last_words() throws Exception {
        Path program = folder.resolve("pg_combinebackup");
        Files.writeString(program, "#!/bin/sh\necho could not do it >&2\nexit 3\n");
        Files.setPosixFilePermissions(program, Modes.permissions(0755));
        BaseBackupRequest request = ofChain(chain(), program);
        assertThatThrownBy(() -> run(request)).hasMessageContaining("could not do it");
        assertThat(data.resolve("global/pg_control")).doesNotExist();
    }

    private static SmallChain chain() {
        return new SmallChain(List.of(
                Map.of("base/5/1259", IncrementalBlocks.file(1, 1)),
                Map.of("base/5/INCREMENTAL.1259", IncrementalBlocks.changes(2, Map.of(1, 2)))));
    }

    private BaseBackupRequest ofChain(SmallChain chain, Path program) throws IOException {
        return new BaseBackupRequest(
                chain.tars(folder.resolve("chain")),
                Destination.of(data),
                false,
                program,
                null,
                null,
                new RecoveryTarget.Latest(),
                null,
                ServerWishes.LOOKING);
    }

    /** All files with their content, and what links lead to, but for the times and places that differ. */
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (var all = Files.walk(root)) {
            for (Path each : all.toList()) {
                String name = root.relativize(each).toString();
                if (name.contains("walkback.restore")) {
                    continue;
                }
                String content = Files.isSymbolicLink(each)
                        ? Files.readSymbolicLink(each).toString()
                        : Files.isDirectory(each)
                                ? "folder"
                                : new String(Files.readAllBytes(each), java.nio.charset.StandardCharsets.ISO_8859_1);
                tree.put(name, content.replace(root.toString(), "ROOT").replaceAll("[0-9a-f]{4}-[0-9a-f]{4}", "PLAN"));
            }
        }
        return tree;
    }
}
