package dev.walkback.engine.restore.unpack;

import static dev.walkback.engine.restore.unpack.AlteredBackup.contentOf;
import static dev.walkback.engine.restore.unpack.AlteredBackup.joined;
import static dev.walkback.engine.restore.unpack.AlteredBackup.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.plan.Journal;
import dev.walkback.engine.plan.JournalReader;
import dev.walkback.engine.restore.RestoreFolder;
import dev.walkback.engine.restore.directory.TargetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tars that somebody made to do harm, or that were spoilt: nothing is written outside, and no server starts on what is left. */
class HostileTarsTest {

    private static final String INCREMENT = "/base/5/1259";
    private static final String MTIME = "\"MTime\":\"2026-11-21T10:56:17Z\"";

    @TempDir
    Path folder;

    static Stream<Arguments> members() {
        String far = "../".repeat(30);
        return Stream.of(
                Arguments.of("climbing", member("/base/../../escaped", '0', 3, "", 3), "entry-hostile"),
                Arguments.of("climbing folder", member("/base/../../escaped", '5', 0, "", 0), "entry-hostile"),
                Arguments.of("control character", member("/base/5/\u0007", '0', 3, "", 3), "entry-hostile"),
                Arguments.of("link out", member("/base/evil", '2', 0, far + "etc", 0), "entry-hostile"),
                Arguments.of("absolute link", member("/base/evil", '2', 0, "/etc", 0), "entry-hostile"),
                Arguments.of("link within", member("/base/evil", '2', 0, "5", 0), "entry-hostile"),
                Arguments.of("hard link", member("/base/5/evil", '1', 0, "/etc/passwd", 0), "entry-hostile"),
                Arguments.of("character device", member("/base/5/evil", '3', 0, "", 0), "entry-hostile"),
                Arguments.of("block device", member("/base/5/evil", '4', 0, "", 0), "entry-hostile"),
                Arguments.of("pipe", member("/base/5/evil", '6', 0, "", 0), "entry-hostile"),
                Arguments.of("unknown kind", member("/base/5/evil", '7', 0, "", 0), "entry-hostile"),
                Arguments.of("sparse", member("/base/5/evil", 'S', 0, "", 0), "DamagedPart"),
                Arguments.of("unlisted", member("/base/5/evil", '0', 3, "", 3), "entries-unlisted"),
                Arguments.of("absolute, unlisted", member("/etc/passwd", '0', 3, "", 3), "entries-unlisted"),
                Arguments.of("a gigantic file", member("/base/5/1259", '0', 8L << 30, "", 3), "entry-hostile"),
                Arguments.of("twice", member("/base/5/16394", '0', 0, "", 0), "entries-twice"),
                Arguments.of("twice, spelt otherwise", member("base/5/1259", '0', 0, "", 0), "entries-unlisted"),
                Arguments.of(
                        "pg_control in a part", member("/global/pg_control", '0', 512, "", 512), "entries-unlisted"),
                Arguments.of("a folder for pg_control", member("/global/pg_control", '5', 0, "", 0), "entry-hostile"),
                Arguments.of("a label in a part", member("backup_label", '0', 512, "", 512), "entries-unlisted"),
                Arguments.of("a file for the directory", member("/", '0', 3, "", 3), "entry-hostile"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void a_hostile_member_ends_the_unpacking(String what, byte[] member, String expected) throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.part(tar -> joined(member, tar));

        assertThat(backup.fetch(data())).as(what).isEqualTo(expected);
        assertUnstartable();
        assertThat(folder.resolve("escaped")).doesNotExist();
        assertThat(folder.resolve("data/etc")).doesNotExist();
    }

    static Stream<Arguments> increments() {
        return Stream.of(
                Arguments.of("another magic", 0, 0x00316977, "DamagedEntry"),
                Arguments.of("a page far beyond the end", 16, 0x7fffffff, "DamagedEntry"),
                Arguments.of("a file that ends before its pages", 4, 0, "DamagedEntry"),
                Arguments.of("a gigantic file", 8, 0x00ffffff, "entry-hostile"),
                Arguments.of("more pages than there are", 12, 0x0000ffff, "DamagedEntry"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("increments")
    void a_spoilt_increment_ends_the_unpacking(String what, int offset, int value, String expected) throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.part(tar -> {
            ByteBuffer.wrap(tar).order(ByteOrder.LITTLE_ENDIAN).putInt(contentOf(tar, INCREMENT) + offset, value);
            return tar;
        });

        assertThat(backup.fetch(data())).as(what).isEqualTo(expected);
        assertUnstartable();
    }

    @Test
    void a_listed_member_that_is_not_there_ends_the_unpacking() throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.filesMetadata(
                AlteredBackup.DELTA,
                json -> json.replace("\"Files\":{", "\"Files\":{\"/base/5/99999\":{" + MTIME + "},")
                        .replace("\"part_001.tar.lz4\":[", "\"part_001.tar.lz4\":[\"/base/5/99999\","));

        assertThat(backup.fetch(data())).isEqualTo("MissingEntries");
        assertUnstartable();
    }

    @Test
    void a_described_file_that_is_in_no_tar_is_told_before_anything_is_written() throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.filesMetadata(
                AlteredBackup.DELTA,
                json -> json.replace("\"Files\":{", "\"Files\":{\"/base/5/99999\":{" + MTIME + "},"));

        assertThat(backup.fetch(data())).isEqualTo("entries-missing");
        assertThat(data()).doesNotExist();
    }

    @Test
    void an_increment_of_a_file_that_no_backup_has_is_told_before_anything_is_written() throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.filesMetadata(AlteredBackup.FULL, json -> json.replace("\"" + INCREMENT + "\":{", "\"/base/5/0\":{"));

        assertThat(backup.fetch(data())).isIn("files-without-base", "entries-missing");
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_part_that_is_cut_though_no_smaller_ends_the_unpacking() throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.part(tar -> Arrays.copyOf(tar, tar.length / 2));

        assertThat(backup.fetch(data())).isIn("DamagedPart", "MissingEntries");
        assertUnstartable();
    }

    @Test
    void without_its_journal_a_half_unpacked_directory_is_somebodys() throws Exception {
        AlteredBackup backup = new AlteredBackup(folder.resolve("archive"));
        backup.part(tar -> joined(member("/base/5/evil", '6', 0, "", 0), tar));
        backup.fetch(data());
        Files.writeString(data().resolve("mine"), "mine");
        Files.delete(new RestoreFolder(data()).journal());

        assertThatThrownBy(() -> backup.fetch(data())).isInstanceOf(TargetException.Occupied.class);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void assertUnstartable() throws IOException {
        assertThat(data().resolve("global/pg_control")).doesNotExist();
        assertThat(JournalReader.read(new RestoreFolder(data()).journal()).ending())
                .contains(Journal.Ending.FAILED);
    }
}
