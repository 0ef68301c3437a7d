package dev.walkback.engine.restore.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.finding.Finding;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.verify.OpenedArchive;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.crypto.sodium.KeyTransform;
import dev.walkback.storage.crypto.sodium.SodiumEncryption;
import dev.walkback.storage.crypto.sodium.SodiumKey;
import dev.walkback.storage.layer.Layers;
import dev.walkback.testing.DamagedArchive;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final String DELTA = "base_000000010000000000000005_D_000000010000000000000003";

    /** What the first reason against restoring the delta is called; the faults that are not here are told by content only. */
    private static final Map<String, FindingCode> REFUSED = Map.ofEntries(
            Map.entry("truncated-part", FindingCode.PARTS_MISSING),
            Map.entry("truncated-part-by-4", FindingCode.PARTS_MISSING),
            Map.entry("empty-part", FindingCode.PART_EMPTY),
            Map.entry("missing-part", FindingCode.PARTS_MISSING),
            Map.entry("missing-all-parts", FindingCode.PARTS_MISSING),
            Map.entry("missing-pg-control-tar", FindingCode.PG_CONTROL_MISSING),
            Map.entry("missing-backup-label-tar", FindingCode.BACKUP_LABEL_MISSING),
            Map.entry("missing-both-final-tars", FindingCode.PG_CONTROL_MISSING),
            Map.entry("base-gone", FindingCode.PARENT_MISSING),
            Map.entry("orphan-parts", FindingCode.PARENT_MISSING),
            Map.entry("missing-files-metadata-delta", FindingCode.FILES_METADATA_MISSING),
            Map.entry("invalid-sentinel", FindingCode.SENTINEL_UNREADABLE),
            Map.entry("empty-sentinel", FindingCode.SENTINEL_UNREADABLE),
            Map.entry("sentinel-not-an-object", FindingCode.SENTINEL_UNREADABLE),
            Map.entry("partial-delta-fields", FindingCode.SENTINEL_INCOMPLETE),
            Map.entry("hostile-dotdot-listed", FindingCode.ENTRY_HOSTILE),
            Map.entry("hostile-symlink-listed", FindingCode.ENTRIES_MISSING));

    static Stream<Arguments> soundBackups() {
        return OpenedArchive.NAMES.stream()
                .flatMap(name -> OpenedArchive.named(name).cluster().backups().stream()
                        .map(backup -> Arguments.of(name, backup.name().text())));
    }

    static Stream<String> faults() {
        return DamagedArchive.faults().stream().filter(fault -> !fault.equals("missing-sentinel"));
    }

    @ParameterizedTest
    @MethodSource("soundBackups")
    void a_sound_backup_passes_and_a_foreign_delta_does_not(String archive, String name) {
        OpenedArchive opened = OpenedArchive.named(archive);
        List<FindingCode> foreign = archive.equals("foreign-delta") && name.contains("0A_D_")
                ? List.of(FindingCode.PARENT_FOREIGN)
                : List.of();

        assertThat(opinion(opened, name).withoutWal().refusals())
                .extracting(Finding::code)
                .isEqualTo(foreign);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_that_shows_before_unpacking_is_refused(String fault, @TempDir Path folder) {
        OpenedArchive opened = OpenedArchive.damaged(folder, fault);
        FindingCode expected = REFUSED.get(fault);

        assertThat(opinion(opened, DELTA).refusals().stream()
                        .map(Finding::code)
                        .limit(1)
                        .toList())
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @Test
    void the_refusal_says_that_nothing_was_begun(@TempDir Path folder) {
        OpenedArchive opened = OpenedArchive.damaged(folder, "missing-part");

        assertThatThrownBy(() -> opinion(opened, DELTA).orRefuse())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.begun()).isFalse());
    }

    @Test
    void a_key_that_opens_only_the_end_of_a_chain_is_told_before_anything_is_unpacked(@TempDir Path folder)
            throws IOException {
        String archive = "brotli-libsodium";
        PackedArchive.named(archive).unpackInto(folder);
        Path tars = folder.resolve("storage/basebackups_005/base_000000010000000000000003/tar_partitions");
        for (String tar : List.of("pg_control.tar.br", "backup_label.tar.br")) {
            Files.write(tars.resolve(tar), underAnotherKey(Files.size(tars.resolve(tar))));
        }
        OpenedArchive opened =
                OpenedArchive.in(folder, OpenedArchive.named(archive).layers());

        assertThatThrownBy(() -> opinion(opened, "base_000000010000000000000006_D_000000010000000000000003"))
                .isInstanceOf(StorageException.WrongKey.class);
    }

    /** What is in it cannot be told from the outside. */
    private static byte[] underAnotherKey(long size) throws IOException {
        SodiumEncryption other = new SodiumEncryption(SodiumKey.of("00".repeat(32), KeyTransform.HEX));
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream plain = other.encrypting(sealed)) {
            plain.write(new byte[(int) size]);
        }
        return sealed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"../../evil\":{\"loc\":\"/srv/x\",\"link\":\"pg_tblspc/../../evil\"}",
                "\"evil\":{\"loc\":\"/srv/x\",\"link\":\"pg_tblspc/evil\"}",
                "\"16384\":{\"loc\":\"../../x\",\"link\":\"pg_tblspc/16384\"}",
                "\"16384\":{\"loc\":\"/srv/../x\",\"link\":\"pg_tblspc/16384\"}"
            })
    void a_tablespace_that_would_lead_elsewhere_is_refused(String told, @TempDir Path folder) throws IOException {
        DamagedArchive.unpackInto(folder, "short-wal");
        Path sentinel = folder.resolve("storage/basebackups_005/" + DELTA + "_backup_stop_sentinel.json");
        String name = told.substring(1, told.indexOf('"', 1));
        Files.writeString(
                sentinel,
                Files.readString(sentinel)
                        .replaceFirst(
                                "\\{",
                                "{\"Spec\":{\"base_prefix\":\"/data\",\"tablespaces\":[\"" + name + "\"]," + told
                                        + "},"));
        OpenedArchive opened = OpenedArchive.in(folder, Layers.unencrypted());

        assertThat(opinion(opened, DELTA).refusals())
                .extracting(Finding::code)
                .containsExactly(FindingCode.ENTRY_HOSTILE);
    }

    @Test
    void a_pg_control_of_another_backup_is_refused(@TempDir Path folder) throws IOException {
        PackedArchive.named("lz4-delta-chain").unpackInto(folder);
        Path backups = folder.resolve("storage/basebackups_005");
        Files.copy(
                backups.resolve("base_000000010000000000000003/tar_partitions/backup_label.tar.lz4"),
                backups.resolve("base_000000010000000000000006_D_000000010000000000000003/tar_partitions/"
                        + "backup_label.tar.lz4"),
                StandardCopyOption.REPLACE_EXISTING);
        OpenedArchive opened = OpenedArchive.in(folder, Layers.unencrypted());

        assertThat(opinion(opened, "base_000000010000000000000006_D_000000010000000000000003")
                        .refusals())
                .extracting(Finding::code)
                .contains(FindingCode.BACKUP_LABEL_FOREIGN);
    }

    private static Gate.Opinion opinion(OpenedArchive opened, String name) {
        return Gate.on(opened.source(), opened.cluster(), new BackupName(name));
    }
}
