package dev.walkback.shell.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.PgVersion;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.shell.setup.SetupItem.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetupChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Map<String, String> GOOD = Map.of(
            "wal_level", "replica",
            "archive_mode", "on",
            "archive_command", "walkback wal push \"%p\"",
            "archive_timeout", "1min",
            "max_wal_senders", "10",
            "data_checksums", "on",
            "full_page_writes", "on",
            "summarize_wal", "on");
    private static final Archiver ARCHIVING =
            new Archiver(9, "000000010000000000000009", NOW.minusSeconds(20), 0, null, null, 0, NOW);
    private static final ServerSetup.Rights ALL = new ServerSetup.Rights("backup", false, true, true, true, true);

    @Test
    void a_server_that_has_everything_misses_nothing() {
        assertThat(levels(of(Map.of()))).containsOnly(Level.GOOD, Level.WORTH_A_LOOK);
        assertThat(items(of(Map.of())).stream()
                        .filter(item -> item.level() != Level.GOOD)
                        .map(SetupItem::name))
                .containsExactly("archive");
    }

    @Test
    void minimal_wal_ends_every_window() {
        assertThat(item("wal_level", of(Map.of("wal_level", "minimal"))).level())
                .isEqualTo(Level.MISSING);
    }

    @Test
    void archiving_that_is_off_is_missing() {
        assertThat(item("archive_mode", of(Map.of("archive_mode", "off"))).level())
                .isEqualTo(Level.MISSING);
    }

    @Test
    void archiving_that_waits_for_a_restart_says_so() {
        ServerSetup server = of(Map.of("archive_mode", "off"), Set.of("archive_mode"), ARCHIVING, ALL, false);

        assertThat(item("archive_mode", server).remedy()).containsExactly("restart the server");
    }

    @Test
    void a_standby_archives_only_with_always() {
        ServerSetup server = of(Map.of(), Set.of(), ARCHIVING, ALL, true);

        assertThat(item("archive_mode", server).level()).isEqualTo(Level.WORTH_A_LOOK);
    }

    @Test
    void a_command_that_does_nothing_throws_wal_away() {
        assertThat(item("archive_command", of(Map.of("archive_command", "/bin/true")))
                        .level())
                .isEqualTo(Level.MISSING);
    }

    @Test
    void a_secret_in_the_command_is_noticed_and_not_repeated() {
        SetupItem item = item(
                "archive_command", of(Map.of("archive_command", "AWS_SECRET_ACCESS_KEY=hunter2 wal-g wal-push %p")));

        assertThat(item.level()).isEqualTo(Level.WORTH_A_LOOK);
        assertThat(item.toString()).doesNotContain("hunter2");
    }

    @Test
    void a_plain_cp_is_worth_a_look() {
        assertThat(item("archive_command", of(Map.of("archive_command", "test ! -f /a/%f && cp %p /a/%f")))
                        .found())
                .isEqualTo("copies with cp");
    }

    @Test
    void a_command_without_its_file_cannot_archive() {
        assertThat(item("archive_command", of(Map.of("archive_command", "wal-g wal-push")))
                        .level())
                .isEqualTo(Level.MISSING);
    }

    @Test
    void a_library_archives_without_a_command() {
        ServerSetup server = of(Map.of("archive_library", "basic_archive", "archive_command", ""));

        assertThat(item("archive_library", server).level()).isEqualTo(Level.GOOD);
    }

    @Test
    void an_archiver_that_failed_last_is_failing() {
        Archiver failing = new Archiver(
                9,
                "000000010000000000000009",
                NOW.minusSeconds(90),
                3,
                "00000001000000000000000A",
                NOW.minusSeconds(2),
                1,
                NOW);

        assertThat(item("archiver", of(Map.of(), Set.of(), failing, ALL, false)).level())
                .isEqualTo(Level.MISSING);
    }

    @Test
    void failures_of_long_ago_are_forgiven() {
        Archiver recovered = new Archiver(
                9,
                "000000010000000000000009",
                NOW.minusSeconds(2),
                3,
                "000000010000000000000003",
                NOW.minusSeconds(90),
                0,
                NOW);

        assertThat(item("archiver", of(Map.of(), Set.of(), recovered, ALL, false))
                        .level())
                .isEqualTo(Level.GOOD);
    }

    @Test
    void an_archive_of_others_is_not_this_servers() {
        List<SetupItem> items =
                SetupChecks.of(of(Map.of()), new ArchiveSide.Others("file:///a", "system 7"), null, null);

        assertThat(items.stream().filter(item -> item.name().equals("archive")).map(SetupItem::level))
                .containsExactly(Level.MISSING);
    }

    @Test
    void an_empty_archive_is_all_right_only_as_long_as_nothing_was_archived() {
        List<SetupItem> items = SetupChecks.of(of(Map.of()), new ArchiveSide.Empty("file:///a"), null, null);

        assertThat(items.stream().filter(item -> item.name().equals("archive")).map(SetupItem::level))
                .containsExactly(Level.MISSING);
    }

    @Test
    void a_full_disk_is_worth_a_look() {
        List<SetupItem> items =
                SetupChecks.of(of(Map.of()), new ArchiveSide.NotAsked(), null, new DiskRoom("/data/pg_wal", 5, 100));

        assertThat(items.stream().filter(item -> item.name().equals("room")).map(SetupItem::level))
                .containsExactly(Level.WORTH_A_LOOK);
    }

    @Test
    void each_right_that_is_not_there_is_told_with_the_grant_for_it() {
        ServerSetup.Rights none = new ServerSetup.Rights("backup", false, false, false, false, false);

        assertThat(items(of(Map.of(), Set.of(), ARCHIVING, none, false)).stream()
                        .filter(item -> item.name().equals("rights"))
                        .flatMap(item -> item.remedy().stream()))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("backup"));
    }

    private static List<Level> levels(ServerSetup server) {
        return items(server).stream().map(SetupItem::level).toList();
    }

    private static List<SetupItem> items(ServerSetup server) {
        return SetupChecks.of(server, new ArchiveSide.NotAsked(), null, null);
    }

    private static SetupItem item(String name, ServerSetup server) {
        return items(server).stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ServerSetup of(Map<String, String> other) {
        return of(other, Set.of(), ARCHIVING, ALL, false);
    }

    private static ServerSetup of(
            Map<String, String> other,
            Set<String> afterRestart,
            Archiver archiver,
            ServerSetup.Rights rights,
            boolean inRecovery) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.putAll(other);
        return new ServerSetup(
                new PgVersion(180_000),
                SystemIdentifier.parse("7710759797771192985").orElseThrow(),
                inRecovery,
                settings,
                afterRestart,
                Lsn.parse("0/A000000").orElseThrow(),
                inRecovery ? null : "00000001000000000000000A",
                archiver,
                List.of(),
                rights);
    }
}
