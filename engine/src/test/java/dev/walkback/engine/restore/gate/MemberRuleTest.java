package dev.walkback.engine.restore.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.Backup;
import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.BackupObjects;
import dev.walkback.engine.backup.Document;
import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.finding.FindingCode;
import dev.walkback.engine.tar.TarEntry;
import dev.walkback.storage.ObjectInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberRuleTest {

    private static final ObjectInfo PART = object("part_001.tar.lz4");
    private static final ObjectInfo LABEL = object("backup_label.tar.lz4");
    private static final ObjectInfo CONTROL = object("pg_control.tar.lz4");

    private static final String FILES = """
            {"TarFileSets":{"part_001.tar.lz4":["/","/base/5/1","/base/5/2"],"backup_label.tar.lz4":["backup_label"]},
             "Files":{"/":{"MTime":"2024-05-01T13:00:00Z"},
              "/base/5/1":{"IsIncremented":true,"MTime":"2024-05-01T13:00:00Z"},
              "/base/5/2":{"MTime":"2024-05-01T13:00:00Z"},
              "//base/5/2":{"MTime":"2024-05-01T13:00:00Z"},
              "base/5/2":{"MTime":"2024-05-01T13:00:00Z"},
              "/backup_label":{"MTime":"2024-05-01T13:00:00Z"},
              "/walkback.restore/journal.jsonl":{"MTime":"2024-05-01T13:00:00Z"}}}
            """;

    private final MemberRule rule = new MemberRule(backup(), metadata());

    @Test
    void the_documents_say_which_member_is_an_increment() {
        assertThat(rule.judge(PART, file("/base/5/1", 8216))).isInstanceOf(Member.Pages.class);
        assertThat(rule.judge(PART, file("/base/5/2", 8192))).isInstanceOf(Member.WholeFile.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../escape", "../escape", "/base/../../escape", "/base/\u0007"})
    void a_name_without_a_place_is_hostile(String name) {
        refuses(FindingCode.ENTRY_HOSTILE, () -> rule.judge(PART, file(name, 1)));
    }

    @ParameterizedTest
    @EnumSource(
            value = TarEntry.Kind.class,
            names = {"HARD_LINK", "DEVICE", "OTHER"})
    void what_wal_g_never_writes_is_hostile(TarEntry.Kind kind) {
        refuses(FindingCode.ENTRY_HOSTILE, () -> rule.judge(PART, new TarEntry("/base/5/2", kind, 0, 0600, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../..", "/base/5", "evil/../../x"})
    void a_link_that_leads_elsewhere_is_hostile(String target) {
        refuses(
                FindingCode.ENTRY_HOSTILE,
                () -> rule.judge(PART, new TarEntry("/base/evil", TarEntry.Kind.SYMBOLIC_LINK, 0, 0777, target)));
    }

    @Test
    void a_link_that_names_itself_is_what_wal_g_keeps_of_links_and_is_passed_over() {
        TarEntry link = new TarEntry("/postgresql.conf", TarEntry.Kind.SYMBOLIC_LINK, 0, 0777, "postgresql.conf");

        assertThat(rule.judge(PART, link))
                .isEqualTo(new Member.PassedOver("/postgresql.conf", Member.Why.LINK_WITHOUT_TARGET));
    }

    @Test
    void a_file_that_no_document_knows_is_refused() {
        refuses(FindingCode.ENTRIES_UNLISTED, () -> rule.judge(PART, file("/base/5/3", 1)));
        refuses(FindingCode.ENTRIES_UNLISTED, () -> rule.judge(PART, file("/global/pg_control", 8192)));
        refuses(FindingCode.ENTRIES_UNLISTED, () -> rule.judge(PART, file("backup_label", 200)));
    }

    @Test
    void the_files_of_the_small_tars_need_no_description() {
        assertThat(rule.judge(LABEL, file("backup_label", 200)))
                .isEqualTo(new Member.WholeFile(
                        new SafeName("backup_label"),
                        metadata().find("backup_label").orElseThrow(),
                        200,
                        0600,
                        Member.Role.LABEL));
        assertThat(rule.judge(CONTROL, file("/global/pg_control", 8192)))
                .isEqualTo(
                        new Member.WholeFile(new SafeName("global/pg_control"), -1, 8192, 0600, Member.Role.CONTROL));
    }

    @Test
    void a_name_that_comes_twice_is_refused() {
        rule.judge(PART, file("/base/5/2", 8192));

        refuses(FindingCode.ENTRIES_TWICE, () -> rule.judge(PART, file("/base/5/2", 8192)));
    }

    @Test
    void another_spelling_of_a_place_is_the_same_place() {
        rule.judge(PART, file("/base/5/2", 8192));

        refuses(FindingCode.ENTRIES_TWICE, () -> rule.judge(PART, file("base/5/2", 8192)));
        refuses(FindingCode.ENTRY_HOSTILE, () -> rule.judge(PART, file("//base/5/2", 8192)));
    }

    @Test
    void of_a_backup_beneath_what_only_it_has_need_not_be_described() {
        MemberRule beneath = MemberRule.beneath(backup(), metadata());

        assertThat(beneath.judge(PART, file("/base/5/99", 1))).isInstanceOf(Member.WholeFile.class);
        refuses(FindingCode.ENTRY_HOSTILE, () -> beneath.judge(PART, file("/base/../99", 1)));
    }

    @Test
    void a_name_that_comes_twice_is_refused_without_documents_too() {
        MemberRule bare = new MemberRule(backup(), null);
        bare.judge(PART, file("/base/5/2", 8192));

        refuses(FindingCode.ENTRIES_TWICE, () -> bare.judge(PART, file("base/5/2", 8192)));
    }

    @Test
    void a_label_that_lay_in_the_directory_is_passed_over_for_the_backups_own() {
        assertThat(rule.judge(PART, file("/backup_label", 200)))
                .isEqualTo(new Member.PassedOver("/backup_label", Member.Why.OLD_LABEL));
        assertThat(rule.judge(LABEL, file("backup_label", 200))).isInstanceOf(Member.WholeFile.class);
    }

    @Test
    void what_an_earlier_restore_left_does_not_touch_this_ones_journal() {
        assertThat(rule.judge(PART, file("/walkback.restore/journal.jsonl", 200)))
                .isEqualTo(new Member.PassedOver("/walkback.restore/journal.jsonl", Member.Why.EARLIER_RESTORE));
    }

    @Test
    void a_file_larger_than_all_that_was_backed_up_is_hostile() {
        refuses(FindingCode.ENTRY_HOSTILE, () -> rule.judge(PART, file("/base/5/2", 1L << 40)));
        refuses(FindingCode.ENTRY_HOSTILE, () -> rule.checkSize(PART, file("/base/5/1", 16), 1L << 60));
    }

    @Test
    void a_folder_in_the_place_of_pg_control_is_hostile() {
        TarEntry folder = new TarEntry("/global/pg_control", TarEntry.Kind.FOLDER, 0, 0700, "");

        refuses(FindingCode.ENTRY_HOSTILE, () -> rule.judge(PART, folder));
    }

    @Test
    void a_tar_that_lacks_a_listed_member_is_refused_at_its_end() {
        rule.judge(PART, new TarEntry("/", TarEntry.Kind.FOLDER, 0, 0700, ""));
        rule.judge(PART, file("/base/5/1", 8216));

        assertThatThrownBy(() -> rule.finished(PART))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.findings().getFirst().facts())
                                .containsEntry("names", "/base/5/2"));
    }

    @Test
    void a_tar_that_was_unpacked_before_is_complete() {
        rule.unpackedBefore(PART);
        rule.finished(PART);

        refuses(FindingCode.ENTRIES_TWICE, () -> rule.judge(PART, file("/base/5/2", 8192)));
    }

    private static void refuses(FindingCode code, ThrowingCallable judging) {
        assertThatThrownBy(judging)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.findings().getFirst().code()).isEqualTo(code));
    }

    private static TarEntry file(String name, long size) {
        return new TarEntry(name, TarEntry.Kind.FILE, size, 0600, "");
    }

    private static ObjectInfo object(String name) {
        return new ObjectInfo(
                "basebackups_005/base_000000010000000000000003/tar_partitions/" + name, 1, Instant.EPOCH, null);
    }

    private static FilesMetadata metadata() {
        try {
            return FilesMetadata.read(new ByteArrayInputStream(FILES.getBytes(StandardCharsets.UTF_8)))
                    .optional()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Backup backup() {
        String json = """
                {"LSN":50331688,"FinishLSN":50331960,"PgVersion":150004,"UncompressedSize":1000000,"CompressedSize":5000,
                 "DataCatalogSize":1000000,"Version":2}""";
        try {
            Document<Sentinel> sentinel =
                    SentinelFormat.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
            return new Backup(
                    new BackupName("base_000000010000000000000003"),
                    "basebackups_005/base_000000010000000000000003_backup_stop_sentinel.json",
                    Instant.EPOCH,
                    sentinel,
                    new Document.Absent<BackupMetadata>(),
                    new BackupObjects(List.of(PART, LABEL, CONTROL), null, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
