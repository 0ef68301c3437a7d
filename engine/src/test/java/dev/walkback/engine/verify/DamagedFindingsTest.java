package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.walkback.engine.archive.PackedLook;
import dev.walkback.engine.finding.Severity;
import dev.walkback.testing.DamagedArchive;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of the archive of faults that a listing can show: its name, its finding, and what it costs. */
class DamagedFindingsTest {

    private static final String FULL = "base_000000010000000000000003";
    private static final String DELTA = "base_000000010000000000000005_D_000000010000000000000003";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "empty-part, part-empty, both",
        "missing-part, parts-missing, both",
        "truncated-part, parts-missing, both",
        "missing-all-parts, parts-missing, delta",
        "missing-pg-control-tar, pg-control-missing, both",
        "missing-backup-label-tar, backup-label-missing, both",
        "missing-both-final-tars, pg-control-missing, both",
        "missing-both-final-tars, backup-label-missing, both",
        "missing-sentinel, orphan-parts, none",
        "orphan-parts, parent-missing, delta",
        "base-gone, parent-missing, delta",
        "missing-metadata, metadata-missing, none",
        "invalid-metadata, metadata-unreadable, none",
        "missing-files-metadata-full, full-without-files-metadata, none",
        "missing-files-metadata-delta, files-metadata-missing, delta",
        "invalid-sentinel, sentinel-unreadable, delta",
        "empty-sentinel, sentinel-unreadable, delta",
        "sentinel-not-an-object, sentinel-unreadable, delta",
        "partial-delta-fields, sentinel-incomplete, delta",
        "empty-wal, segment-empty, full",
        "missing-wal, gap, full"
    })
    void a_fault_is_found_with_its_cost(String fault, String code, String costs) {
        Weighed found = findings(fault).all().stream()
                .filter(weighed -> weighed.finding().code().word().equals(code))
                .findFirst()
                .orElseThrow();
        assertThat(found.finding().costs())
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        switch (costs) {
                            case "both" -> new String[] {FULL, DELTA};
                            case "full" -> new String[] {FULL};
                            case "delta" -> new String[] {DELTA};
                            default -> new String[0];
                        });
    }

    @ParameterizedTest
    @CsvSource({"missing-pg-control-tar", "missing-part", "base-gone", "invalid-sentinel", "empty-wal", "missing-wal"})
    void damage_that_a_listing_shows_is_damage_to_the_verdict(String fault) {
        assertThat(findings(fault).worst()).contains(Severity.DAMAGE);
    }

    @ParameterizedTest
    @CsvSource({"wrong-key", "no-key"})
    void a_sound_archive_is_sound(String fault) {
        assertThat(findings(fault).all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "brotli-libsodium",
                "composers",
                "lz4-delta-chain",
                "lzma-pgp",
                "none-and-mixed",
                "remote",
                "segsize-1mb",
                "zstd-tablespaces",
                "zstd-wal-delta"
            })
    void what_wal_g_wrote_and_nobody_touched_is_not_called_damaged(String name) {
        assertThat(ArchiveFindings.of(PackedLook.at(name)).all())
                .filteredOn(weighed -> weighed.severity() == Severity.DAMAGE)
                .isEmpty();
    }

    private ArchiveFindings findings(String fault) {
        return ArchiveFindings.of(PackedLook.in(DamagedArchive.unpackInto(folder, fault)));
    }
}
