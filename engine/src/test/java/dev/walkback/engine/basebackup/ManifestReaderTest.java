package dev.walkback.engine.basebackup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.basebackup.BackupManifest.Entry;
import dev.walkback.engine.wal.Lsn;
import dev.walkback.engine.wal.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    @TempDir
    Path folder;

    @Test
    void a_manifest_that_a_server_wrote_is_read() throws IOException {
        BackupManifest manifest = read(SmallBackup.vector("backup/backup_manifest.15-v1.json"));
        assertThat(manifest.version()).isOne();
        assertThat(manifest.files()).containsEntry("PG_VERSION", new Entry(3, ChecksumAlgorithm.CRC32C, "8a744722"));
        assertThat(manifest.walRanges())
                .containsExactly(new BackupManifest.WalRange(new Timeline(1), lsn("0/D00028"), lsn("0/D00100")));
    }

    @Test
    void the_second_version_tells_whose_backup_it_is() throws IOException {
        BackupManifest manifest = read(SmallBackup.unzipped("backup/backup_manifest.17-v2-sha256.json.gz"));
        assertThat(manifest.system()).isNotNull();
        assertThat(manifest.files().values()).allMatch(entry -> entry.algorithm() == ChecksumAlgorithm.SHA256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"backup/backup_manifest.17-incremental.json.gz", "backup/backup_manifest.17-combined.json.gz"})
    void manifests_of_incremental_backups_are_read(String name) throws IOException {
        assertThat(read(SmallBackup.unzipped(name)).files()).isNotEmpty();
    }

    @Test
    void one_altered_byte_is_told() {
        byte[] manifest = SmallBackup.vector("backup/backup_manifest.15-v1.json");
        manifest[900] ^= 1;
        assertThatThrownBy(() -> read(manifest)).isInstanceOf(UnfitBackupException.class);
    }

    @Test
    void another_size_of_a_file_does_not_pass_its_checksum() {
        refused(new SmallBackup().manifest().replace("\"Size\": 3,", "\"Size\": 4,"), "its own checksum is");
    }

    @Test
    void a_cut_manifest_is_told() {
        String whole = new SmallBackup().manifest();
        refused(whole.substring(0, whole.length() / 2), "its last line is cut");
    }

    @Test
    void an_empty_manifest_is_told() {
        refused("", "it is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"PG_VERSION\" | \"../PG_VERSION\" | leads elsewhere",
                "\"PG_VERSION\" | \"/PG_VERSION\" | leads elsewhere",
                "\"PG_VERSION\" | \"base//x\" | leads elsewhere",
                "\"PG_VERSION\" | \"\" | leads elsewhere",
                "\"PG_VERSION\" | \"base/5/1259\" | twice",
                "\"Size\": 3, | \"Size\": -3, | has no size",
                "\"Size\": 3, | \"Size\": \"3\", | is no whole number",
                "\"Size\": 3, | | has no size",
                "\"Path\": \"PG_VERSION\", | | has no path",
                "\"Path\": \"PG_VERSION\", | \"Path\": \"PG_VERSION\", \"Encoded-Path\": \"41\", | has no path, or two",
                "\"Path\": \"PG_VERSION\", | \"Encoded-Path\": \"ff\", | is no text",
                "\"Path\": \"PG_VERSION\", | \"Paht\": \"PG_VERSION\", | unknown field",
                "CRC32C | CRC32D | nobody knows",
                "\"Checksum\": \"8a744722\" | \"Checksum\": \"8A744722\" | is none",
                "\"Checksum\": \"8a744722\" | \"Checksum\": \"8a7447\" | is none",
                ", \"Checksum\": \"8a744722\" | | half a checksum",
                "0/D00100 | 0/D0002 | has no bounds",
                "0/D00100 | D00100 | is no position",
                "\"Timeline\": 1 | \"Timeline\": 0 | has no timeline",
                "Manifest-Version\": 1 | Manifest-Version\": 3 | its version is 3",
                "\"Files\" | \"Fils\" | it lacks Files",
                "WAL-Ranges\": [ | WAL-Ranges\": { | is no list",
            })
    void what_no_server_writes_is_refused_though_its_checksum_is_right(String from, String to, String why) {
        resealed(manifest -> manifest.replace(from, to == null ? "" : to), why);
    }

    @Test
    void an_encoded_path_is_a_path() throws IOException {
        String manifest = resealed(new SmallBackup()
                .manifest()
                .replace("\"Path\": \"PG_VERSION\"", "\"Encoded-Path\": \"50475f56455253494f4e\""));
        assertThat(read(manifest.getBytes(UTF_8)).files()).containsKey("PG_VERSION");
    }

    @Test
    void a_second_version_without_a_system_is_refused() {
        resealed(
                manifest -> manifest.replace("Manifest-Version\": 1", "Manifest-Version\": 2"),
                "it lacks System-Identifier");
    }

    private void resealed(UnaryOperator<String> change, String why) {
        refused(resealed(change.apply(new SmallBackup().manifest())), why);
    }

    private static String resealed(String manifest) {
        return SmallBackup.sealed(manifest.substring(0, manifest.indexOf("\"Manifest-Checksum\"")));
    }

    private void refused(String manifest, String why) {
        assertThatThrownBy(() -> read(manifest.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        UnfitBackupException.class,
                        unfit -> assertThat(unfit.defects())
                                .singleElement()
                                .satisfies(defect -> assertThat(defect.why()).contains(why))
                                .extracting(Defect::kind)
                                .isEqualTo(Defect.Kind.MANIFEST_DAMAGED));
    }

    private BackupManifest read(byte[] content) throws IOException {
        Path file = folder.resolve("backup_manifest");
        SmallBackup.put(file, content);
        return ManifestReader.read(folder, file);
    }

    private static Lsn lsn(String text) {
        return Lsn.parse(text).orElseThrow();
    }
}
