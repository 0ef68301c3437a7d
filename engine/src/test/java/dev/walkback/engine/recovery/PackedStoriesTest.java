package dev.walkback.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.archive.PackedLook;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.restore.choice.Aim;
import dev.walkback.engine.restore.choice.BackupChooser;
import dev.walkback.engine.restore.choice.Choice;
import dev.walkback.engine.restore.choice.Decision;
import dev.walkback.engine.restore.choice.NoWay;
import dev.walkback.engine.restore.choice.Rates;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.engine.wal.WalFile;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What PostgreSQL and WAL-G could be brought to, and could not, in archives of known history. */
class PackedStoriesTest {

    private static final Pattern STATE = Pattern.compile(
            "\"kind\": \"state\",\\s+\"label\": \"(?<label>[^\"]+)\",.*?\"lsn\": \"(?<lsn>[^\"]+)\","
                    + "\\s+\"segment\": \"(?<segment>[^\"]+)\"",
            Pattern.DOTALL);

    /** A line of {@code answers/pitr.tsv}: a state, where it is, and what came of going there. */
    record Try(String archive, String state, Lsn lsn, Timeline timeline, String backup, String result) {

        @Override
        public String toString() {
            return archive + " " + state + " " + result;
        }
    }

    static Stream<Try> reached() {
        return tries().filter(each -> each.result().equals("same"));
    }

    static Stream<Try> notReached() {
        return tries().filter(each -> each.result().equals("cannot be reached"));
    }

    @ParameterizedTest
    @MethodSource("reached")
    void what_was_restored_is_in_a_window(Try each) {
        assertThat(windows(each.archive()).holding(each.timeline(), each.lsn())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("reached")
    void what_it_was_restored_from_is_restorable(Try each) {
        assertThat(windows(each.archive()).backup(new BackupName(each.backup())))
                .get()
                .isInstanceOf(Restorability.Restorable.class);
    }

    @ParameterizedTest
    @MethodSource("notReached")
    void what_could_not_be_restored_is_in_none(Try each) {
        assertThat(windows(each.archive()).holding(each.timeline(), each.lsn())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reached")
    void a_plan_to_what_was_restored_finds_a_way(Try each) {
        assertThat(choice(each)).isInstanceOf(Decision.class);
    }

    @ParameterizedTest
    @MethodSource("notReached")
    void a_plan_to_what_could_not_be_restored_finds_none(Try each) {
        assertThat(choice(each)).isInstanceOf(NoWay.class);
    }

    private static Choice choice(Try each) {
        Cluster cluster = PackedLook.at(each.archive()).clusters().getFirst();
        // the state after the last byte before it, so that byte is what WAL must reach
        RecoveryTarget target = new RecoveryTarget.Position(each.lsn().plus(-1), true);
        return new BackupChooser(cluster, RecoveryWindows.of(cluster), Rates.UNMEASURED)
                .choose(Aim.of(target).on(each.timeline()));
    }

    @Test
    void a_delta_made_from_another_branch_is_not_restorable() {
        assertThat(windows("foreign-delta")
                        .backup(new BackupName("base_00000001000000000000000A_D_000000020000000000000005")))
                .get()
                .isInstanceOfSatisfying(
                        Restorability.NotRestorable.class,
                        lost -> assertThat(lost.findings())
                                .extracting(finding -> finding.code().word())
                                .containsExactly("parent-foreign"));
    }

    @Test
    void timelines_that_forked_and_lost_segments_have_these_windows() {
        assertThat(windows("timelines").windows())
                .extracting(window -> window.timelines() + " " + window.from().lsn() + " "
                        + window.to().lsn() + " " + window.endsBecause().word())
                .containsExactly(
                        "[1] 0/3000100 0/C000000 gap",
                        "[1, 4] 0/F0001B0 0/16000000 archive-ends",
                        "[1] 0/13088DE8 0/14000000 timeline-left",
                        "[2] 0/9009FA8 0/C000000 gap",
                        "[3] 0/F000100 0/14000000 branch-ends");
    }

    private static RecoveryWindows windows(String name) {
        Archive archive = PackedLook.at(name);
        assertThat(archive.clusters()).hasSize(1);
        return RecoveryWindows.of(archive.clusters().getFirst());
    }

    private static Stream<Try> tries() {
        return PackedArchive.NAMES.stream()
                .filter(name -> Files.exists(tsv(name)))
                .flatMap(name -> lines(tsv(name)).stream().skip(1).map(line -> parse(name, line)));
    }

    private static Try parse(String archive, String line) {
        List<String> column = List.of(line.split("\t", -1));
        Matcher state = STATE.matcher(
                String.join("\n", lines(PackedArchive.named(archive).shared().resolve("story.json"))));
        while (state.find()) {
            if (state.group("label").equals(column.get(1))
                    && WalFile.named(state.group("segment")) instanceof WalFile.Whole(var digits)) {
                Lsn lsn = Lsn.parse(state.group("lsn")).orElseThrow();
                return new Try(archive, column.get(1), lsn, digits.timeline(), column.get(2), column.get(3));
            }
        }
        throw new IllegalArgumentException("no story of " + line);
    }

    private static Path tsv(String name) {
        return PackedArchive.named(name).shared().resolve("answers/pitr.tsv");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
