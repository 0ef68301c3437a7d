package dev.walkback.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.wal.Segment;
import dev.walkback.engine.wal.Timeline;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalContentCheckTest {

    static final List<String> NAMES = OpenedArchive.NAMES;

    private static final Map<String, FindingCode> FAULTS = Map.of(
            "truncated-wal", FindingCode.SEGMENT_DAMAGED,
            "empty-wal", FindingCode.SEGMENT_EMPTY,
            "flipped-byte-wal", FindingCode.SEGMENT_DAMAGED,
            "short-wal", FindingCode.SEGMENT_WRONG_SIZE,
            "not-compressed-wal", FindingCode.SEGMENT_DAMAGED);

    static List<String> faults() {
        return DamagedArchive.faults();
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void what_wal_g_stored_is_sound(String name) {
        WalContentReport report = check(OpenedArchive.named(name), VerdictMemory.none());
        assertThat(report.read()).isPositive().isEqualTo(report.objects());
        assertThat(report.findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void every_fault_is_named(String fault, @TempDir Path folder) {
        WalContentReport report = check(OpenedArchive.damaged(folder, fault), VerdictMemory.none());
        FindingCode expected = FAULTS.get(fault);
        assertThat(report.findings())
                .extracting(Finding::code)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void a_second_run_reads_nothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/verdicts");
        OpenedArchive archive = OpenedArchive.named("timelines");
        VerdictMemory memory = VerdictMemory.in(file);
        WalContentReport first = check(archive, memory);
        memory.save();
        WalContentReport second = check(archive, VerdictMemory.in(file));
        assertThat(second.read()).isZero();
        assertThat(second.remembered()).isEqualTo(first.read());
        assertThat(second.findings()).isEqualTo(first.findings());
    }

    @Test
    void what_was_found_damaged_is_remembered(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdicts");
        OpenedArchive archive = OpenedArchive.damaged(folder.resolve("archive"), "flipped-byte-wal");
        VerdictMemory memory = VerdictMemory.in(file);
        check(archive, memory);
        memory.save();
        WalContentReport second = check(archive, VerdictMemory.in(file));
        assertThat(second.read()).isZero();
        assertThat(second.findings()).extracting(Finding::code).containsExactly(FindingCode.SEGMENT_DAMAGED);
    }

    @Test
    void an_object_that_changed_is_read_again(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdicts");
        Path sound = DamagedArchive.unpackInto(folder.resolve("archive"), "no-key");
        VerdictMemory memory = VerdictMemory.in(file);
        check(OpenedArchive.in(sound, Layers.unencrypted()), memory);
        memory.save();
        Path damaged = DamagedArchive.unpackInto(folder.resolve("damaged"), "flipped-byte-wal");
        String key = "storage/wal_005/000000010000000000000004.lz4";
        Files.copy(damaged.resolve(key), sound.resolve(key), StandardCopyOption.REPLACE_EXISTING);
        WalContentReport second = check(OpenedArchive.in(sound, Layers.unencrypted()), VerdictMemory.in(file));
        assertThat(second.read()).isEqualTo(1);
        assertThat(second.findings()).hasSize(1);
    }

    @Test
    void only_its_owner_may_read_what_is_remembered(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdicts");
        VerdictMemory memory = VerdictMemory.in(file);
        check(OpenedArchive.named("remote"), memory);
        memory.save();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(file::equals);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 22, 24, 40, -5, -1})
    void a_damaged_memory_is_an_empty_one(int at, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("verdicts");
        OpenedArchive archive = OpenedArchive.named("remote");
        VerdictMemory memory = VerdictMemory.in(file);
        check(archive, memory);
        memory.save();
        byte[] bytes = Files.readAllBytes(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(file, bytes);
        assertThat(check(archive, VerdictMemory.in(file)).remembered()).isZero();
    }

    @Test
    void two_objects_of_one_segment_must_be_the_same(@TempDir Path folder) throws IOException {
        Path archive = PackedArchive.named("none-and-mixed").unpackInto(folder);
        Path one = archive.resolve("storage/wal_005/00000001000000000000000E");
        byte[] bytes = Files.readAllBytes(one);
        // in what was given away after a switch, where no checksum reaches: both are sound by themselves
        bytes[bytes.length - 1] ^= 1;
        Files.write(one, bytes);
        List<Finding> findings = check(OpenedArchive.in(archive, Layers.unencrypted()), VerdictMemory.none())
                .findings();
        assertThat(findings).extracting(Finding::code).containsExactly(FindingCode.SEGMENT_DIFFERS);
    }

    @Test
    void a_segment_that_does_not_go_on_where_the_one_before_it_ends_is_named(@TempDir Path folder) throws IOException {
        Path archive = PackedArchive.named("segsize-1mb").unpackInto(folder);
        List<Finding> findings = checkRepointed(archive, "000000010000000000000008");
        assertThat(findings).extracting(Finding::code).containsExactly(FindingCode.SEGMENTS_APART);
        assertThat(findings.getFirst().facts()).containsEntry("previous", "000000010000000000000007");
    }

    @Test
    void a_timeline_that_does_not_go_on_from_its_parent_is_named(@TempDir Path folder) throws IOException {
        Path archive = PackedArchive.named("timelines").unpackInto(folder);
        OpenedArchive sound = OpenedArchive.in(archive, Layers.unencrypted());
        Segment first = sound.cluster()
                .timeline(new Timeline(2))
                .orElseThrow()
                .segments()
                .at(0)
                .segment();
        assertThat(checkRepointed(archive, first.name()))
                .extracting(Finding::code)
                .containsExactly(FindingCode.SEGMENTS_APART);
    }

    private static List<Finding> checkRepointed(Path archive, String name) throws IOException {
        RepointedSegment.in(archive, name);
        return check(OpenedArchive.in(archive, Layers.unencrypted()), VerdictMemory.none())
                .findings();
    }

    @Test
    void without_a_key_nothing_is_said_about_content() {
        OpenedArchive locked = OpenedArchive.in(PackedArchive.named("lzma-pgp").shared(), Layers.unencrypted());
        assertThatThrownBy(() -> check(locked, VerdictMemory.none())).isInstanceOf(StorageException.WrongKey.class);
    }

    private static WalContentReport check(OpenedArchive archive, VerdictMemory memory) {
        return new WalContentCheck(archive.source(), memory).check(archive.cluster());
    }
}
