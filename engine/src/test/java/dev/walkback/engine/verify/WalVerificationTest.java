package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.ArchiveText;
import dev.walkback.engine.archive.PackedLook;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.verify.WalVerification.Outcome;
import dev.walkback.engine.verify.WalVerification.State;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalVerificationTest {

    private static final Path ANSWERS =
            PackedArchive.named("timelines").shared().resolve("answers");
    private static final Pattern STRETCH = Pattern.compile(
            "\"start_segment\":\"(\\w+)\",\"end_segment\":\"(\\w+)\",\"segments_count\":\\d+,\"status\":\"(\\w+)\"");
    private static final Pattern COMMAND = Pattern.compile(
            "(?:(?<settings>.*) )?wal-g wal-verify integrity timeline --json --lsn (?<lsn>\\S+) --timeline (?<tli>\\d+)");

    private static WalVerification verified(String text) {
        return verified(ArchiveText.of(text).archive(), WalQuestion.USUAL);
    }

    private static WalVerification verified(Archive archive, WalQuestion question) {
        ArchiveFindings findings = ArchiveFindings.of(archive);
        return WalVerification.of(findings, findings.clusters().getFirst(), question);
    }

    private static WalQuestion at(int timeline, String lsn) {
        return WalQuestion.at(
                new CurrentPosition(new Timeline(timeline), Lsn.parse(lsn).orElseThrow(), true));
    }

    /** Each time WAL-G was asked about the archive as it is, with a position and without a backup's name. */
    static Stream<String> answers() throws IOException {
        try (Stream<Path> files = Files.list(ANSWERS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("wal-verify-final-") && name.endsWith("-json.cmd"))
                    .filter(name -> COMMAND.matcher(text(ANSWERS.resolve(name))).matches())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void segments_are_told_as_wal_g_tells_them(String name) {
        Matcher command = COMMAND.matcher(text(ANSWERS.resolve(name)));
        assertThat(command.matches()).isTrue();
        String answer = text(ANSWERS.resolve(name.replace(".cmd", ".out")));
        WalQuestion question = new WalQuestion(
                at(Integer.parseInt(command.group("tli")), command.group("lsn")).position(),
                null,
                setting(command.group("settings"), "WALG_UPLOAD_CONCURRENCY", WalQuestion.USUAL_UPLOADS),
                setting(command.group("settings"), "WALG_INTEGRITY_MAX_DELAYED_WALS", 0));
        List<String> expected = new ArrayList<>();
        Matcher stretch = STRETCH.matcher(answer);
        while (stretch.find()) {
            expected.add(stretch.group(1) + "-" + stretch.group(2) + " "
                    + stretch.group(3).replace("MISSING_", "").toLowerCase(Locale.ROOT));
        }
        assertThat(verified(PackedLook.at("timelines"), question).integrity().stretches())
                .extracting(each ->
                        each.first() + "-" + each.last() + " " + each.state().word())
                .isEqualTo(expected);
    }

    @Test
    void whole_wal_is_ok() {
        assertThat(verified("TL 1 04F ====").verdict().level()).isEqualTo(Verdict.Level.OK);
    }

    @Test
    void what_is_missing_among_the_newest_may_be_on_its_way() {
        WalVerification verified =
                verified(ArchiveText.of("TL 1 04F ====== x ==").archive(), at(1, "0/D000000"));
        assertThat(verified.integrity().segments(State.UPLOADING)).isEqualTo(1);
    }

    @Test
    void the_segment_that_is_being_written_is_not_missed() {
        WalVerification verified = verified(ArchiveText.of("TL 1 04F ====").archive(), at(1, "0/8000100"));
        assertThat(verified.integrity().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void what_is_missing_far_from_the_newest_is_lost() {
        WalVerification verified = verified("TL 1 04F == x ==== ==== ==== ==== ====");
        assertThat(verified.integrity().segments(State.LOST)).isEqualTo(1);
    }

    @Test
    void a_newer_timeline_in_the_archive_is_a_split() {
        WalVerification verified = verified(ArchiveText.of("""
                                TL 1 04F ====   fork at 06
                                TL 2 06= ==
                                """).archive(), at(1, "0/8000100"));
        assertThat(verified.timeline().outcome()).isEqualTo(Outcome.FAILURE);
    }

    @Test
    void what_is_missing_in_front_of_a_permanent_backups_gap_is_no_loss() {
        WalVerification verified = verified("TL 1 04F*= xx == 09F ====");
        assertThat(verified.findings())
                .extracting(weighed -> weighed.finding().code())
                .containsExactly(FindingCode.PERMANENT_APART);
    }

    @Test
    void a_gap_costs_the_backups_before_it() {
        WalVerification verified = verified("TL 1 04F == 06d === xx === 0EF ===");
        assertThat(verified.findings())
                .filteredOn(weighed -> weighed.finding().code() == FindingCode.GAP)
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.finding().costs()).hasSize(2));
    }

    @Test
    void a_gap_ends_windows() {
        WalVerification verified = verified("TL 1 04F == 06d === xx === 0EF ===");
        assertThat(verified.findings().getFirst().windows()).hasSize(1);
    }

    @Test
    void a_gap_at_a_fork_is_found_though_the_parent_went_on() {
        WalVerification verified = verified("""
                TL 1 04F ========  fork at 07
                TL 2 08= ===
                """);
        assertThat(verified.findings())
                .extracting(weighed -> weighed.finding().subject())
                .contains("000000020000000000000007");
    }

    @Test
    void wal_missing_between_two_timelines_is_a_gap() {
        WalVerification verified = verified("""
                TL 1 04F ==   fork at 08
                TL 2 08= ===
                """);
        assertThat(verified.findings())
                .extracting(weighed -> weighed.finding().subject())
                .contains("000000010000000000000006");
    }

    @Test
    void a_missing_number_among_histories_hides_what_comes_after() {
        WalVerification verified = verified("""
                TL 1 04F ====  fork at 06 fork at 07
                TL 2 06= == no history
                TL 3 07= ==
                """);
        assertThat(verified.findings())
                .filteredOn(weighed -> weighed.finding().code() == FindingCode.HISTORY_MISSING)
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.finding().subject() + " "
                                + weighed.finding().costs().size())
                        .isEqualTo("00000002.history 1"));
    }

    @Test
    void a_history_that_is_missing_ends_the_window_that_would_go_on() {
        assertThat(verified("""
                        TL 1 04F =====   fork at 09
                        TL 2 09= ==== no history
                        """).findings())
                .filteredOn(weighed -> weighed.finding().code() == FindingCode.HISTORY_MISSING)
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.windows()).hasSize(1));
    }

    @Test
    void an_archive_that_was_not_listed_to_its_end_is_judged_by_nobody() {
        Archive whole = ArchiveText.of("TL 1 04F ====").archive();
        Archive partial = new Archive(
                whole.location(),
                whole.listedAt(),
                false,
                whole.clusters(),
                whole.inventory(),
                whole.findings(),
                whole.elsewhere());
        assertThat(verified(partial, WalQuestion.USUAL).verdict().level()).isEqualTo(Verdict.Level.UNKNOWN);
    }

    @Test
    void a_backup_that_cannot_be_restored_costs_what_only_it_led_to() {
        ArchiveFindings findings =
                ArchiveFindings.of(ArchiveText.of("TL 1 04F! ==== 08F ====").archive());
        assertThat(findings.all())
                .filteredOn(weighed -> weighed.finding().code() == FindingCode.PARTS_MISSING)
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.lost())
                        .extracting(span -> span.from() + "-" + span.to())
                        .containsExactly("0/4000100-0/8000100"));
    }

    @Test
    void a_window_that_begins_later_is_shortened() {
        ArchiveFindings findings =
                ArchiveFindings.of(ArchiveText.of("TL 1 04F! ==== 08F ====").archive());
        assertThat(findings.all())
                .filteredOn(weighed -> weighed.finding().code() == FindingCode.PARTS_MISSING)
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.windows()).hasSize(1));
    }

    private static int setting(String settings, String name, int usual) {
        Matcher given = Pattern.compile(name + "=(\\d+)").matcher(settings == null ? "" : settings);
        return given.find() ? Integer.parseInt(given.group(1)) : usual;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
