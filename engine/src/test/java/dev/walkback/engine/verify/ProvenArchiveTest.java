package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.recovery.RecoveryWindow;
import dev.walkback.testing.PackedArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenArchiveTest {

    private static final BackupName FULL = new BackupName("base_000000010000000000000003");

    /** In {@code damaged}, what is spoilt lies between the full backup and the delta. */
    @ParameterizedTest
    @ValueSource(strings = {"short-wal", "truncated-wal", "flipped-byte-wal", "not-compressed-wal"})
    void a_segment_that_cannot_be_replayed_ends_the_window_as_a_missing_one_does(String fault, @TempDir Path folder) {
        OpenedArchive missing = OpenedArchive.damaged(folder.resolve("missing"), "missing-wal");

        assertThat(proven(OpenedArchive.damaged(folder.resolve("spoilt"), fault))
                        .windows()
                        .windows())
                .extracting(ProvenArchiveTest::reach)
                .isEqualTo(
                        ArchiveFindings.of(missing.archive())
                                .of(missing.cluster())
                                .orElseThrow()
                                .windows()
                                .windows()
                                .stream()
                                .map(ProvenArchiveTest::reach)
                                .toList());
    }

    @Test
    void what_was_found_by_reading_says_what_it_costs(@TempDir Path folder) {
        assertThat(proven(OpenedArchive.damaged(folder, "short-wal")).findings())
                .filteredOn(weighed -> weighed.finding().code() == FindingCode.SEGMENT_WRONG_SIZE)
                .singleElement()
                .satisfies(weighed -> assertThat(weighed.finding().costs()).contains(FULL));
    }

    @Test
    void a_listing_alone_did_not_show_it(@TempDir Path folder) {
        OpenedArchive archive = OpenedArchive.damaged(folder, "short-wal");

        assertThat(ArchiveFindings.of(archive.archive()).all()).isEmpty();
    }

    @Test
    void the_verdict_knows_what_reading_found(@TempDir Path folder) {
        OpenedArchive archive = OpenedArchive.damaged(folder, "flipped-byte-wal");
        ProvenArchive proven = ProvenArchive.of(archive.archive(), archive.cluster(), read(archive));
        ArchiveFindings findings = ArchiveFindings.of(proven.archive());

        assertThat(WalVerification.of(
                                findings,
                                findings.of(proven.cluster()).orElseThrow(),
                                new WalQuestion(null, null, WalQuestion.USUAL_UPLOADS, 0))
                        .verdict()
                        .level())
                .isEqualTo(Verdict.Level.CRITICAL);
    }

    @Test
    void a_segment_that_is_stored_twice_is_there_while_one_of_the_two_is_sound(@TempDir Path folder) throws Exception {
        Path archive = PackedArchive.named("none-and-mixed").unpackInto(folder);
        Path plain = archive.resolve("storage/wal_005/00000001000000000000000E");
        byte[] bytes = Files.readAllBytes(plain);
        bytes[bytes.length / 2] ^= 1;
        Files.write(plain, bytes);
        OpenedArchive opened =
                OpenedArchive.in(archive, OpenedArchive.named("none-and-mixed").layers());

        assertThat(ProvenArchive.of(opened.archive(), opened.cluster(), read(opened))
                        .cluster()
                        .timelines())
                .extracting(wal -> wal.coverage().segments())
                .isEqualTo(opened.cluster().timelines().stream()
                        .map(wal -> wal.coverage().segments())
                        .toList());
    }

    @Test
    void an_archive_that_is_sound_stays_as_it_was_listed() {
        OpenedArchive archive = OpenedArchive.named("timelines");

        assertThat(ProvenArchive.of(archive.archive(), archive.cluster(), read(archive))
                        .archive())
                .isEqualTo(archive.archive());
    }

    private static Map<String, Object> reach(RecoveryWindow window) {
        return Map.of(
                "from", window.from().lsn(),
                "to", window.to().lsn(),
                "why", window.endsBecause(),
                "backups", List.copyOf(window.backups()));
    }

    private static ClusterFindings proven(OpenedArchive archive) {
        ProvenArchive proven = ProvenArchive.of(archive.archive(), archive.cluster(), read(archive));
        return ArchiveFindings.of(proven.archive()).of(proven.cluster()).orElseThrow();
    }

    private static WalContentReport read(OpenedArchive archive) {
        return new WalContentCheck(archive.source(), VerdictMemory.none()).check(archive.cluster());
    }
}
