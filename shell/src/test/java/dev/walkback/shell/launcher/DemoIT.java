package dev.walkback.shell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo without a terminal: what it makes, what it tells people to type, and that it leaves nothing behind. */
class DemoIT {

    private static final Path ROOT = Path.of(System.getProperty("walkback.root"));

    /** Below the checkout, which the server's user can reach if it can reach anything; a quote and a blank for good measure. */
    private static final Path DEMO = ROOT.resolve("target/it's a demo");

    private static Ended first;
    private static List<String> backups;
    private static List<String> timelines;
    private static List<String> wal;
    private static List<String> plan;

    @BeforeAll
    static void a_first_demo() throws Exception {
        clean();
        first = demo();
        // others make a quicker story later
        backups = told("backup", "list", "--json");
        timelines = told("timeline", "list", "--plain");
        wal = told("wal", "show", "--plain");
        plan = told("restore", "plan", "--timeline", "1", "--latest", "--json");
    }

    @AfterAll
    static void clean() throws Exception {
        assertThat(demo("--clean").exit()).isZero();
    }

    @Test
    void each_of_the_three_commands_it_prints_works_as_printed() throws Exception {
        List<String> commands =
                first.out().lines().filter(line -> line.startsWith("  ")).toList();
        assertThat(commands).hasSize(3);
        for (String command : commands) {
            Ended ended = run("sh", "-c", command);
            // 3: the story has a gap, and they say so
            assertThat(ended.exit()).as(command + ended.err()).isIn(0, 3);
            assertThat(ended.out()).as(command).isNotBlank();
        }
    }

    @Test
    void the_story_has_a_full_backup_deltas_and_a_fork() {
        assertThat(backups)
                .singleElement()
                .asString()
                .contains("\"kind\":\"delta\"")
                .contains("_D_00000002");
        assertThat(timelines).hasSize(2);
    }

    @Test
    void the_story_has_a_gap_that_spoils_no_backup() {
        assertThat(wal).anyMatch(line -> line.contains("\tgap\t"));
        assertThat(backups).singleElement().asString().doesNotContain("\"restorable\":false");
    }

    @Test
    void a_way_leads_from_the_last_delta_up_to_the_disaster() {
        assertThat(plan).singleElement().asString().contains("\"refused\":false");
    }

    private static List<String> told(String... words) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of(home().resolve("walkback").toString()), Stream.of(words))
                .toArray(String[]::new);
        return run(command).out().lines().toList();
    }

    @Test
    void the_server_has_archived_through_our_own_code_what_wal_g_can_name() throws Exception {
        Ended segment = run(
                home().resolve("walkback").toString(),
                "storage",
                "stat",
                "wal_005/000000010000000000000001.zst",
                "--storage",
                "live");
        assertThat(segment.out()).contains("codec     zstd");
    }

    @Test
    void nothing_runs_after_it() {
        assertThat(server()).isEmpty();
    }

    @Test
    void a_second_one_uses_what_is_there_and_the_live_archive_grows() throws Exception {
        FileTime made = Files.getLastModifiedTime(home().resolve("server/made"));
        long before = segments();
        assertThat(demo().exit()).isZero();
        assertThat(Files.getLastModifiedTime(home().resolve("server/made"))).isEqualTo(made);
        assertThat(segments()).isGreaterThan(before);
    }

    @Test
    void what_is_half_made_or_stale_is_made_again() throws Exception {
        delete(home().resolve("story/wal_005"));
        delete(home().resolve("program/made"));
        Files.writeString(
                home().resolve("server/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");
        Ended again = Ended.run(
                ROOT,
                Map.of("WALKBACK_DEMO", DEMO.toString(), "WALKBACK_DEMO_STORY", "walg"),
                List.of("scripts/walkback", "demo"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(home().resolve("story/wal_005")).isNotEmptyDirectory();
    }

    @Test
    void killed_it_takes_its_server_with_it() throws Exception {
        Ended.Running demo = Ended.start(ROOT, environment(), List.of("scripts/walkback", "demo"));
        await(() -> server().isPresent());
        demo.process().destroyForcibly();
        demo.await();
        await(() -> server().isEmpty());
        assertThat(demo().exit()).isZero();
    }

    @Test
    void settings_of_the_users_own_are_not_heard() throws Exception {
        Ended listed = Ended.run(
                ROOT,
                Map.of("WALG_FILE_PREFIX", "/nowhere", "WALKBACK_STORAGE", "elsewhere"),
                List.of(home().resolve("walkback").toString(), "storage", "ls"));
        assertThat(listed.out()).contains("wal_005/");
    }

    @Test
    void it_knows_only_clean() throws Exception {
        assertThat(demo("--claen").exit()).isEqualTo(2);
    }

    private static Map<String, String> environment() {
        return Map.of("WALKBACK_DEMO", DEMO.toString());
    }

    private static Ended demo(String... options) throws IOException, InterruptedException {
        return Ended.run(
                ROOT,
                environment(),
                Stream.concat(Stream.of("scripts/walkback", "demo"), Stream.of(options))
                        .toList());
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        return Ended.run(ROOT, Map.of(), List.of(command));
    }

    /** Where it is: elsewhere when root's server could not reach the checkout. */
    private static Path home() {
        return Files.exists(DEMO) ? DEMO : Path.of("/var/tmp/walkback-demo");
    }

    private static long segments() throws IOException {
        try (Stream<Path> objects = Files.list(home().resolve("live/wal_005"))) {
            return objects.count();
        }
    }

    private static Optional<ProcessHandle> server() {
        try {
            Path pid = home().resolve("server/data/postmaster.pid");
            return Files.readAllLines(pid).stream()
                    .findFirst()
                    .flatMap(number -> ProcessHandle.of(Long.parseLong(number)))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static void delete(Path path) throws Exception {
        assertThat(run("rm", "-r", path.toString()).exit()).isZero();
    }
}
