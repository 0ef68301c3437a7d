package dev.walkback.engine.restore.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.PgControl;
import dev.walkback.engine.recovery.RecoveryTarget;
import dev.walkback.engine.restore.ServerWishes;
import dev.walkback.engine.restore.settings.Archiving;
import dev.walkback.engine.restore.settings.SettingsException;
import dev.walkback.engine.restore.settings.SettingsWriter;
import dev.walkback.engine.restore.settings.WrittenSettings;
import dev.walkback.engine.server.DataDirectory;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.testing.Components;
import dev.walkback.testing.RestoredServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers recover from a stage, and stop when it is not what it was. */
class StagedRecoveryIT {

    private static final Map<Integer, ArchivedStory> STORIES = new TreeMap<>();
    private static final String HOSTILE = "it's 50% of \"the\" WAL \\ $HOME";

    private static ArchivedStory story(int major) {
        return STORIES.computeIfAbsent(major, it -> {
            try {
                return new ArchivedStory(it);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @AfterAll
    static void close() {
        STORIES.values().forEach(ArchivedStory::close);
    }

    /** The oldest and the newest that are here recover to one moment; 15 to each. */
    static Stream<Arguments> moments() {
        Stream<Arguments> others = Components.postgresMajors().stream()
                .filter(major -> major != 15)
                .map(major -> Arguments.of(major, "withThree", 3));
        return Stream.concat(
                others,
                Stream.of(
                        Arguments.of(15, "withTwo", 2),
                        Arguments.of(15, "beforeTwo", 1),
                        Arguments.of(15, "named", 2),
                        Arguments.of(15, "withThree", 3),
                        Arguments.of(15, "withFour", 4),
                        Arguments.of(15, "immediate", 0)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void recovery_lands_on_the_moment(int major, String moment, int rows) throws IOException {
        ArchivedStory story = story(major);
        try (RestoredServer copy = story.restored(HOSTILE)) {
            String command = ArchivedStory.stage(copy, HOSTILE).restoreCommand();
            story.tell(copy, target(story, moment), ServerWishes.LOOKING, command);
            copy.start();
            copy.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
            assertThat(copy.sql("select count(*) from story")).isEqualTo(Integer.toString(rows));
            assertThat(Archiving.of(DataDirectory.look(copy.data()), story.cluster()))
                    .isEqualTo(new Archiving.NotPromoted());
            assertThatThrownBy(() -> new SettingsWriter(copy.data(), null).remove())
                    .isInstanceOf(SettingsException.Running.class);
            assertThat(copy.sql("show restore_command")).isEqualTo(command);
            copy.stop();
        }
    }

    private static RecoveryTarget target(ArchivedStory story, String moment) {
        return switch (moment) {
            case "withTwo" -> story.withTwo;
            case "beforeTwo" -> story.beforeTwo;
            case "named" -> story.named;
            case "withThree" -> story.withThree;
            case "withFour" -> story.withFour;
            default -> new RecoveryTarget.Immediate();
        };
    }

    static List<Integer> majors() {
        return Components.postgresMajors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void a_segment_that_is_listed_and_gone_stops_the_server(int major) throws IOException {
        ArchivedStory story = story(major);
        try (RestoredServer copy = story.restored("stage")) {
            WalStage stage = ArchivedStory.stage(copy, "stage");
            Path lost = stage.segment(story.contents().segments().get(2).segment());
            Path elsewhere = stage.folder().resolveSibling("elsewhere");
            Files.move(lost, elsewhere);
            story.tell(copy, new RecoveryTarget.Latest(), ServerWishes.LOOKING, stage.restoreCommand());
            copy.launch();
            copy.awaitEnd();
            assertStoppedAndNotPromoted(copy);
            assertThat(copy.said()).contains(lost.getFileName() + " is listed in the manifest and not there");
            Files.move(elsewhere, lost);
            copy.start();
            copy.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
            assertThat(copy.sql("select count(*) from story")).isEqualTo("5");
        }
    }

    @ParameterizedTest
    @MethodSource("majors")
    void a_stage_whose_disk_goes_away_in_the_middle_stops_the_server(int major) throws IOException {
        ArchivedStory story = story(major);
        try (RestoredServer copy = story.restored("stage")) {
            WalStage stage = ArchivedStory.stage(copy, "stage");
            String third = story.contents().segments().get(2).segment().name();
            String goes = "test %f != " + third + " || mv " + stage.folder() + " " + stage.folder() + ".gone; ";
            story.tell(copy, new RecoveryTarget.Latest(), ServerWishes.LOOKING, goes + stage.restoreCommand());
            copy.launch();
            copy.awaitEnd();
            assertStoppedAndNotPromoted(copy);
        }
    }

    /** What the rest of the command is for: dash answers 2 for a script that is not there, and to PostgreSQL that is the end of WAL. */
    @ParameterizedTest
    @ValueSource(ints = 15)
    void the_script_by_itself_would_have_let_it_promote(int major) throws IOException {
        ArchivedStory story = story(major);
        try (RestoredServer copy = story.restored("stage")) {
            WalStage stage = ArchivedStory.stage(copy, "stage");
            String third = story.contents().segments().get(2).segment().name();
            String goes = "test %f != " + third + " || mv " + stage.folder() + " " + stage.folder() + ".gone; ";
            String bare = goes + Components.command("dash") + " " + stage.guard() + " %f \"%p\"";
            story.tell(copy, new RecoveryTarget.Latest(), ServerWishes.LOOKING, bare);
            copy.start();
            copy.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
            assertThat(copy.sql("select count(*) from story")).isNotEqualTo("5");
        }
    }

    private static void assertStoppedAndNotPromoted(RestoredServer copy) {
        DataDirectory directory = DataDirectory.look(copy.data());
        assertThat(directory.has(DataDirectory.Mark.RECOVERY_SIGNAL)).isTrue();
        PgControl control = directory.control().optional().orElseThrow();
        assertThat(control.state()).isEqualTo(PgControl.State.IN_ARCHIVE_RECOVERY);
        assertThat(control.checkpoint().timeline()).isEqualTo(1);
        assertThat(copy.data().resolve("pg_wal/00000002.history")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = 15)
    void at_the_end_of_the_stage_it_promotes_to_a_number_that_is_free(int major) throws IOException {
        ArchivedStory story = story(major);
        Path taken = story.archive().resolve("wal_005/00000002.history");
        Files.writeString(taken, "1\t0/1700000\tno recovery target specified\n");
        try (RestoredServer copy = story.restored("stage")) {
            WalStage stage = ArchivedStory.stage(copy, "stage");
            assertThat(stage.manifest().optional().orElseThrow().entries())
                    .extracting(StageManifest.Entry::name)
                    .contains("00000002.history");
            story.tell(copy, new RecoveryTarget.Latest(), ServerWishes.LOOKING, stage.restoreCommand());
            copy.start();
            copy.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
            assertThat(copy.sql("select count(*) from story")).isEqualTo("5");
            assertThat(copy.sql("select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"))
                    .isEqualTo("00000003");
            assertThat(copy.sql("show archive_mode")).isEqualTo("off");
            assertArchivingIsAllowedWhileTheNumberIsFree(story, copy);
            assertThat(new SettingsWriter(copy.data(), null).remove()).contains("postgresql.auto.conf");
            assertThat(WrittenSettings.look(copy.data())).isEmpty();
        } finally {
            Files.delete(taken);
        }
    }

    /** As a server leaves its last segment when another takes over, or pg_receivewal when it ends; stored without the zeros at its end. */
    @ParameterizedTest
    @ValueSource(ints = 15)
    void what_is_only_there_as_partial_is_replayed_and_a_number_with_a_spoilt_history_is_not_taken(int major)
            throws IOException {
        ArchivedStory story = story(major);
        Path wal = story.archive().resolve("wal_005");
        Path last = wal.resolve(story.contents().segments().getLast().segment().name());
        byte[] whole = Files.readAllBytes(last);
        Path partial = Files.write(wal.resolve(last.getFileName() + ".partial"), withoutZerosAtTheEnd(whole));
        Path spoilt = Files.writeString(wal.resolve("00000002.history.lz4"), "no lz4");
        Files.delete(last);
        try (RestoredServer copy = story.restored("stage")) {
            WalStage stage = ArchivedStory.stage(copy, "stage");
            assertThat(Files.size(partial)).isLessThan(whole.length / 2);
            story.tell(copy, new RecoveryTarget.Latest(), ServerWishes.LOOKING, stage.restoreCommand());
            copy.start();
            copy.await("promoted", "select not pg_is_in_recovery()", "t"::equals);
            assertThat(copy.sql("select string_agg(row::text, ',' order by row) from story"))
                    .isEqualTo("1,2,3,4,5");
            assertThat(copy.sql("select substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"))
                    .isEqualTo("00000003");
        } finally {
            Files.write(last, whole);
            Files.delete(partial);
            Files.delete(spoilt);
        }
    }

    private static byte[] withoutZerosAtTheEnd(byte[] segment) {
        int end = segment.length;
        while (end > 0 && segment[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(segment, end);
    }

    private static void assertArchivingIsAllowedWhileTheNumberIsFree(ArchivedStory story, RestoredServer copy)
            throws IOException {
        Path third = story.archive().resolve("wal_005/00000003.history");
        DataDirectory promoted = DataDirectory.look(copy.data());
        assertThat(Archiving.of(promoted, story.cluster())).isEqualTo(new Archiving.Free(new Timeline(3)));
        Files.writeString(third, "1\t0/1600000\tbefore transaction 5\n");
        try {
            assertThat(Archiving.of(promoted, story.cluster())).isInstanceOf(Archiving.Taken.class);
            Files.copy(copy.data().resolve("pg_wal/00000003.history"), third, StandardCopyOption.REPLACE_EXISTING);
            assertThat(Archiving.of(promoted, story.cluster())).isEqualTo(new Archiving.Own(new Timeline(3)));
        } finally {
            Files.delete(third);
        }
        assertThat(new SettingsWriter(copy.data(), null).archiveAgain()).isTrue();
        assertThat(WrittenSettings.look(copy.data()).orElseThrow().value("archive_mode"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void values_of_any_kind_arrive_as_they_were_given(int major) throws IOException {
        ArchivedStory story = story(major);
        Map<String, String> wishes = new LinkedHashMap<>();
        wishes.put("walkback.quotes", "it's ''\"quoted\"''");
        wishes.put("walkback.backslashes", "C:\\x\\n \\\\ \\047");
        wishes.put("walkback.comment", "not # a comment");
        wishes.put("walkback.shell", "$HOME `x` %% %p");
        wishes.put("walkback.empty", "");
        wishes.put("walkback.words", "\u00e9 \u4e16\u754c");
        try (RestoredServer copy = story.restored("stage")) {
            Path auto = copy.data().resolve("postgresql.auto.conf");
            byte[] before = Files.readAllBytes(auto);
            story.tell(
                    copy,
                    new RecoveryTarget.Immediate(),
                    ServerWishes.LOOKING.with(wishes),
                    ArchivedStory.stage(copy, "stage").restoreCommand());
            copy.start();
            copy.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
            wishes.forEach((name, value) ->
                    assertThat(copy.sql("show " + name)).as(name).isEqualTo(value));
            copy.stop();
            new SettingsWriter(copy.data(), null).remove();
            assertThat(auto).hasBinaryContent(before);
            assertThat(Files.readString(auto, StandardCharsets.UTF_8)).doesNotContain("walkback");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 15)
    void targets_and_places_of_the_source_do_not_get_in_the_way(int major) throws IOException {
        ArchivedStory story = story(major);
        try (RestoredServer copy = story.restored("stage")) {
            Path main = copy.data().resolve("postgresql.conf");
            Files.writeString(main, Files.readString(main) + """
                    recovery_target_time = '2020-01-01 00:00:00+00'
                    recovery_target_lsn = '0/100'
                    recovery_target_name = 'theirs'
                    data_directory = '/var/lib/nowhere'
                    include 'gone.conf'
                    external_pid_file = '/nowhere/pid'
                    archive_cleanup_command = 'false'
                    primary_conninfo = 'host=nowhere'
                    synchronous_standby_names = 'nobody'
                    max_connections = 5
                    max_worker_processes = 1
                    """);
            story.tell(
                    copy,
                    story.withTwo,
                    ServerWishes.LOOKING,
                    ArchivedStory.stage(copy, "stage").restoreCommand());
            copy.start();
            copy.await("paused", "select pg_is_wal_replay_paused()", "t"::equals);
            assertThat(copy.sql("select count(*) from story")).isEqualTo("2");
            assertThat(copy.sql("show synchronous_standby_names")).isEmpty();
            assertThat(copy.sql("show max_connections"))
                    .as("as the source had it")
                    .isEqualTo("30");
            assertThat(copy.sql("show max_worker_processes")).isEqualTo("8");
        }
    }
}
