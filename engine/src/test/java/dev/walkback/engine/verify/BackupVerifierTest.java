package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.verify.BackupVerification.Depth;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackupVerifierTest {

    private static final String FULL = "base_000000010000000000000003";
    private static final String DELTA = "base_000000010000000000000005_D_000000010000000000000003";

    static final List<String> NAMES = OpenedArchive.NAMES;

    /** What each fault is called when only objects are looked at, and when content is; nothing for those that spoil no backup. */
    private static final Map<String, List<List<FindingCode>>> FAULTS = Map.ofEntries(
            fault("truncated-part", FindingCode.PARTS_MISSING).or(FindingCode.TAR_DAMAGED),
            fault("truncated-part-by-4", FindingCode.PARTS_MISSING).or(FindingCode.TAR_DAMAGED),
            fault("flipped-byte-part").or(FindingCode.TAR_DAMAGED),
            fault("flipped-byte-stored-delta").or(FindingCode.TAR_DAMAGED),
            fault("empty-part", FindingCode.PART_EMPTY).same(),
            fault("missing-part", FindingCode.PARTS_MISSING).same(),
            fault("missing-all-parts", FindingCode.PARTS_MISSING).same(),
            fault("missing-pg-control-tar", FindingCode.PG_CONTROL_MISSING).same(),
            fault("missing-backup-label-tar", FindingCode.BACKUP_LABEL_MISSING).same(),
            fault("missing-both-final-tars", FindingCode.BACKUP_LABEL_MISSING, FindingCode.PG_CONTROL_MISSING)
                    .same(),
            fault("base-gone", FindingCode.PARENT_MISSING).same(),
            fault("orphan-parts", FindingCode.PARENT_MISSING).same(),
            fault("missing-sentinel").same(),
            fault("missing-metadata", FindingCode.METADATA_MISSING).same(),
            fault("invalid-metadata", FindingCode.METADATA_UNREADABLE).same(),
            fault("missing-files-metadata-full", FindingCode.FILES_METADATA_ODD).same(),
            fault("missing-files-metadata-delta", FindingCode.FILES_METADATA_MISSING)
                    .same(),
            fault("file-not-in-files-metadata").or(FindingCode.ENTRIES_UNLISTED),
            fault("invalid-sentinel", FindingCode.SENTINEL_INCOMPLETE, FindingCode.SENTINEL_UNREADABLE)
                    .same(),
            fault("empty-sentinel", FindingCode.SENTINEL_INCOMPLETE, FindingCode.SENTINEL_UNREADABLE)
                    .same(),
            fault("sentinel-not-an-object", FindingCode.SENTINEL_INCOMPLETE, FindingCode.SENTINEL_UNREADABLE)
                    .same(),
            fault("partial-delta-fields", FindingCode.SENTINEL_INCOMPLETE).same(),
            fault("hostile-dotdot").or(FindingCode.ENTRY_HOSTILE, FindingCode.ENTRIES_UNLISTED),
            fault("hostile-dotdot-listed", FindingCode.ENTRY_HOSTILE).or(FindingCode.ENTRY_HOSTILE),
            fault("hostile-dotdot-dir").or(FindingCode.ENTRY_HOSTILE),
            fault("hostile-symlink").or(FindingCode.ENTRY_HOSTILE, FindingCode.ENTRIES_UNLISTED),
            fault("hostile-symlink-listed").or(FindingCode.ENTRY_HOSTILE),
            fault("hostile-symlink-relative").or(FindingCode.ENTRY_HOSTILE),
            fault("hostile-hardlink").or(FindingCode.ENTRY_HOSTILE),
            fault("hostile-device").or(FindingCode.ENTRY_HOSTILE));

    private record Fault(String name, List<FindingCode> byObjects) {

        Map.Entry<String, List<List<FindingCode>>> or(FindingCode... byContent) {
            return Map.entry(name, List.of(byObjects, Arrays.asList(byContent)));
        }

        Map.Entry<String, List<List<FindingCode>>> same() {
            return Map.entry(name, List.of(byObjects, byObjects));
        }
    }

    private static Fault fault(String name, FindingCode... byObjects) {
        return new Fault(name, Arrays.asList(byObjects));
    }

    static Stream<Arguments> faults() {
        return DamagedArchive.faults().stream()
                .flatMap(fault -> Stream.of(Depth.OBJECTS, Depth.CONTENT).map(depth -> Arguments.of(fault, depth)));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void what_wal_g_wrote_is_found_whole(String name) {
        assertThat(OpenedArchive.named(name).verifyAll(Depth.CONTENT))
                .isNotEmpty()
                .flatExtracting(BackupVerification::findings)
                // the one archive that shows what WAL-G does not notice
                .filteredOn(finding -> finding.code() != FindingCode.PARENT_FOREIGN)
                .isEmpty();
    }

    @Test
    void a_delta_of_another_branch_is_named() {
        BackupVerification verification = OpenedArchive.named("foreign-delta")
                .verify("base_00000001000000000000000A_D_000000020000000000000005", Depth.OBJECTS);
        assertThat(codes(List.of(verification))).containsExactly(FindingCode.PARENT_FOREIGN);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void every_fault_is_named(String fault, Depth depth, @TempDir Path folder) {
        List<FindingCode> expected =
                FAULTS.getOrDefault(fault, List.of(List.of(), List.of())).get(depth == Depth.OBJECTS ? 0 : 1);
        assertThat(codes(OpenedArchive.damaged(folder, fault).verifyAll(depth)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void an_empty_part_costs_what_it_should_hold(@TempDir Path folder) {
        BackupVerification verification =
                OpenedArchive.damaged(folder, "empty-part").verify(FULL, Depth.CONTENT);
        assertThat(verification.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.facts()).containsEntry("entries", "227").containsEntry("of", "995");
            assertThat(finding.costs()).extracting(Object::toString).containsExactly(FULL, DELTA);
        });
    }

    @Test
    void a_fault_of_a_delta_does_not_cost_its_parent(@TempDir Path folder) {
        BackupVerification verification =
                OpenedArchive.damaged(folder, "flipped-byte-stored-delta").verify(FULL, Depth.CONTENT);
        assertThat(verification.isSound()).isTrue();
    }

    @Test
    void a_delta_is_no_better_than_its_parent(@TempDir Path folder) {
        BackupVerification verification =
                OpenedArchive.damaged(folder, "truncated-part-by-4").verify(DELTA, Depth.CONTENT);
        assertThat(verification.isSound()).isFalse();
    }

    @Test
    void without_a_key_nothing_is_said_about_content() {
        OpenedArchive locked =
                OpenedArchive.in(PackedArchive.named("brotli-libsodium").shared(), Layers.unencrypted());
        assertThatThrownBy(() -> locked.verifyAll(Depth.CONTENT)).isInstanceOf(StorageException.class);
    }

    @Test
    void pg_control_and_label_are_told() {
        BackupVerification verification =
                OpenedArchive.named("remote").verify("base_000000010000000000000003", Depth.CONTENT);
        assertThat(verification.chain())
                .singleElement()
                .satisfies(link -> assertThat(link.content()).satisfies(content -> {
                    assertThat(content.control()).isNotNull();
                    assertThat(content.label()).isNotNull();
                }));
    }

    @Test
    void an_interrupted_thread_reads_no_further() {
        OpenedArchive archive = OpenedArchive.named("composers");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> archive.verifyAll(Depth.CONTENT)).isInstanceOf(StorageException.Interrupted.class);
        } finally {
            Thread.interrupted();
        }
    }

    private static List<FindingCode> codes(Collection<BackupVerification> verifications) {
        return verifications.stream()
                .flatMap(verification -> verification.findings().stream())
                .map(Finding::code)
                .distinct()
                .toList();
    }
}
