package dev.walkback.engine.basebackup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseBackupCheckTest {

    @TempDir
    Path folder;

    private final SmallBackup backup = new SmallBackup();

    @ParameterizedTest
    @ValueSource(strings = {"", "gz", "lz4", "zst"})
    void a_sound_backup_in_tars_has_no_defect(String ending) throws IOException {
        backup.tars(folder, ending);
        assertThat(check()).matches(BaseBackupCheck::isSound);
    }

    @Test
    void a_sound_plain_backup_has_no_defect() throws IOException {
        Path plain = folder.resolve("plain");
        backup.plain(plain, folder.resolve("fast"));
        assertThat(BaseBackupCheck.read(BaseBackup.in(plain), read -> {}).defects())
                .isEmpty();
    }

    @Test
    void tars_of_servers_before_15_do_not_end_with_zeros() throws IOException {
        backup.tars(folder);
        byte[] tar = backup.baseTar();
        Files.write(folder.resolve("base.tar"), Arrays.copyOf(tar, tar.length - 1024));
        assertThat(check()).matches(BaseBackupCheck::isSound);
    }

    @Test
    void every_file_with_a_checksum_was_proved() throws IOException {
        backup.tars(folder);
        // all but postgresql.auto.conf, which whoever prepares a restore may write to
        assertThat(check().proved()).isEqualTo(backup.files().size() - 1);
    }

    @Test
    void a_missing_file_is_told() throws IOException {
        backup.tars(folder);
        backup.data.remove("base/5/1259");
        rewritten();
        defect(Defect.Kind.FILE_MISSING, "base/5/1259");
    }

    @Test
    void a_file_that_nobody_listed_is_told() throws IOException {
        backup.tars(folder);
        backup.data.put("base/5/666", new byte[1]);
        rewritten();
        defect(Defect.Kind.FILE_UNLISTED, "base/5/666");
    }

    @Test
    void an_altered_byte_is_told() throws IOException {
        backup.tars(folder);
        backup.data.get("base/5/1259")[8000] ^= 1;
        rewritten();
        defect(Defect.Kind.FILE_ALTERED, "base/5/1259");
    }

    @Test
    void another_size_is_told() throws IOException {
        backup.tars(folder);
        backup.data.put("base/5/1259", new byte[8192]);
        rewritten();
        defect(Defect.Kind.FILE_WRONG_SIZE, "base/5/1259");
    }

    @Test
    void a_file_that_is_there_twice_is_told() throws IOException {
        backup.tars(folder);
        byte[] tar = backup.baseTar();
        byte[] again = new TarMaker().file("PG_VERSION", "15\n".getBytes(UTF_8)).ended();
        Files.write(folder.resolve("base.tar"), joined(Arrays.copyOf(tar, tar.length - 1024), again));
        defect(Defect.Kind.FILE_TWICE, "PG_VERSION");
    }

    @Test
    void settings_may_differ_from_what_was_backed_up() throws IOException {
        backup.tars(folder);
        backup.data.put("postgresql.auto.conf", "primary_conninfo = ''\n".getBytes(UTF_8));
        backup.data.put("standby.signal", new byte[0]);
        rewritten();
        assertThat(check().defects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gz", "lz4", "zst"})
    void a_cut_tar_is_told(String ending) throws IOException {
        backup.tars(folder, ending);
        Path tar = folder.resolve(ending.isEmpty() ? "base.tar" : "base.tar." + ending);
        byte[] bytes = Files.readAllBytes(tar);
        Files.write(tar, Arrays.copyOf(bytes, bytes.length - 3000));
        assertThat(anyKinds()).contains(Defect.Kind.PART_DAMAGED);
    }

    @Test
    void a_backup_without_a_manifest_cannot_be_proved() throws IOException {
        backup.tars(folder);
        Files.delete(folder.resolve("backup_manifest"));
        defect(Defect.Kind.MANIFEST_MISSING, "backup_manifest");
    }

    @Test
    void missing_wal_is_told_by_the_segment() throws IOException {
        backup.tars(folder);
        Files.delete(folder.resolve("pg_wal.tar"));
        defect(Defect.Kind.WAL_MISSING, SmallBackup.SEGMENT);
    }

    @Test
    void wal_may_lie_in_the_data_directory_s_own_tar() throws IOException {
        backup.tars(folder);
        Files.delete(folder.resolve("pg_wal.tar"));
        backup.data.put("pg_wal/" + SmallBackup.SEGMENT, backup.wal.get(SmallBackup.SEGMENT));
        rewritten();
        assertThat(check().defects()).isEmpty();
    }

    @Test
    void an_altered_record_of_wal_is_told() throws IOException {
        backup.wal.get(SmallBackup.SEGMENT)[0x40] ^= 1;
        backup.tars(folder);
        defect(Defect.Kind.WAL_DAMAGED, SmallBackup.SEGMENT);
    }

    @Test
    void wal_behind_the_end_of_the_backup_may_be_anything() throws IOException {
        byte[] segment = backup.wal.get(SmallBackup.SEGMENT);
        Arrays.fill(segment, 0x4000, segment.length, (byte) 7);
        backup.tars(folder);
        assertThat(check().defects()).isEmpty();
    }

    @Test
    void a_short_segment_is_told() throws IOException {
        backup.wal.put(SmallBackup.SEGMENT, Arrays.copyOf(backup.wal.get(SmallBackup.SEGMENT), 70_000));
        backup.tars(folder);
        assertThat(kinds()).containsExactly(Defect.Kind.WAL_DAMAGED, Defect.Kind.WAL_MISSING);
    }

    @Test
    void the_wal_of_another_cluster_is_told() throws IOException {
        backup.wal.put(SmallBackup.SEGMENT, foreign(backup.wal.get(SmallBackup.SEGMENT)));
        backup.tars(folder);
        defect(Defect.Kind.FOREIGN, SmallBackup.SEGMENT);
    }

    @Test
    void the_pg_control_of_another_cluster_is_told_though_its_checksum_is_right() throws IOException {
        backup.ofVersion2("7710532404208009206").tars(folder);
        backup.data.put("global/pg_control", SmallBackup.vector("control/pg_control.14"));
        rewritten();
        assertThat(check().defects())
                .filteredOn(defect -> defect.subject().equals("global/pg_control"))
                .extracting(Defect::kind)
                .containsExactly(Defect.Kind.FOREIGN);
    }

    @Test
    void a_base_tar_that_lost_its_end_has_no_pg_control() throws IOException {
        backup.tars(folder);
        backup.data.remove("global/pg_control");
        rewritten();
        assertThat(kinds()).contains(Defect.Kind.CONTROL_MISSING);
    }

    @Test
    void a_missing_tar_of_a_tablespace_is_told() throws IOException {
        backup.tars(folder);
        Files.delete(folder.resolve("16384.tar"));
        unfit(Defect.Kind.PART_MISSING, "16384.tar");
    }

    @Test
    void a_tar_of_a_tablespace_that_nobody_knows_is_told() throws IOException {
        backup.tars(folder);
        Files.copy(folder.resolve("16384.tar"), folder.resolve("16999.tar"));
        unfit(Defect.Kind.FOREIGN, "16999.tar");
    }

    @Test
    void without_a_label_it_is_no_backup() throws IOException {
        backup.data.remove("backup_label");
        backup.tars(folder);
        unfit(Defect.Kind.LABEL_MISSING, "backup_label");
    }

    @Test
    void a_tar_that_is_there_twice_is_not_guessed() throws IOException {
        backup.tars(folder);
        backup.tars(folder, "gz");
        unfit(Defect.Kind.PART_AMBIGUOUS, "pg_wal.tar.gz", "base.tar.gz", "16384.tar.gz");
    }

    @Test
    void a_folder_of_something_else_is_told() throws IOException {
        Files.writeString(folder.resolve("readme"), "");
        assertThatThrownBy(() -> BaseBackup.in(folder))
                .isInstanceOfSatisfying(
                        UnfitBackupException.class,
                        it -> assertThat(it.defects().getFirst().kind()).isEqualTo(Defect.Kind.NOT_A_BASEBACKUP));
    }

    @ParameterizedTest
    @CsvSource({
        "../evil, 0, ''",
        "/etc/evil, 0, ''",
        "base/../../evil, 0, ''",
        "base/5/link, 2, /etc/passwd",
        "pg_wal, 2, /tmp",
        "base/5/hard, 1, PG_VERSION",
        "base/5/device, 3, ''",
        "base/5/pipe, 6, ''",
        "pg_tblspc/16384/evil, 0, ''",
        "pg_tblspc/x, 2, /etc",
    })
    void a_hostile_member_is_refused(String name, char type, String link) throws IOException {
        backup.tars(folder);
        byte[] tar = backup.baseTar();
        byte[] evil = new TarMaker().member(name, type, new byte[0], link).ended();
        Files.write(folder.resolve("base.tar"), joined(Arrays.copyOf(tar, tar.length - 1024), evil));
        assertThat(check().defects())
                .anyMatch(defect -> defect.kind() == Defect.Kind.MEMBER_HOSTILE
                        && defect.subject().equals(name));
    }

    @Test
    void a_tablespace_s_tar_holds_only_folders_of_servers() throws IOException {
        backup.tablespace.put("authorized_keys", new byte[1]);
        backup.tars(folder);
        assertThat(kinds()).contains(Defect.Kind.MEMBER_HOSTILE);
    }

    @Test
    void wal_s_tar_holds_only_wal() throws IOException {
        backup.wal.put("evil.sh", new byte[1]);
        backup.tars(folder);
        assertThat(kinds()).contains(Defect.Kind.MEMBER_HOSTILE);
    }

    private void rewritten() throws IOException {
        Files.write(folder.resolve("base.tar"), backup.baseTar());
    }

    private static byte[] foreign(byte[] segment) {
        byte[] other = segment.clone();
        other[24] ^= 1;
        return other;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private BaseBackupCheck check() throws IOException {
        return BaseBackupCheck.read(BaseBackup.in(folder), read -> {});
    }

    private List<Defect.Kind> kinds() throws IOException {
        return check().defects().stream().map(Defect::kind).toList();
    }

    /** A small compressed tar may end before anything in it can be told. */
    private List<Defect.Kind> anyKinds() throws IOException {
        try {
            return kinds();
        } catch (UnfitBackupException e) {
            return e.defects().stream().map(Defect::kind).toList();
        }
    }

    private void defect(Defect.Kind kind, String subject) throws IOException {
        assertThat(check().defects())
                .singleElement()
                .extracting(Defect::kind, Defect::subject)
                .containsExactly(kind, subject);
    }

    private void unfit(Defect.Kind kind, String... subjects) {
        assertThatThrownBy(this::check)
                .isInstanceOfSatisfying(
                        UnfitBackupException.class,
                        it -> assertThat(it.defects().getFirst())
                                .satisfies(defect -> assertThat(defect.kind()).isEqualTo(kind))
                                .satisfies(defect -> assertThat(subjects).contains(defect.subject())));
    }
}
