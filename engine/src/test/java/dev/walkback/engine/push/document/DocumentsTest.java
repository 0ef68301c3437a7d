package dev.walkback.engine.push.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.BackupMetadata;
import dev.walkback.engine.backup.BackupName;
import dev.walkback.engine.backup.MetadataFormat;
import dev.walkback.engine.backup.Sentinel;
import dev.walkback.engine.backup.SentinelFormat;
import dev.walkback.engine.push.BackupServer.DatabaseNames;
import dev.walkback.engine.push.BackupServer.RelationName;
import dev.walkback.engine.push.WalkedFile;
import dev.walkback.engine.push.pack.CorruptPages;
import dev.walkback.engine.push.pack.PackedFile;
import dev.walkback.engine.push.pack.PackingWatch;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.testing.PackedArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"lz4-delta-chain", "zstd-tablespaces", "composers", "brotli-libsodium"})
    void sentinels_are_those_of_wal_g(String archive) throws IOException {
        for (Path file : files(archive, "_sentinel.json")) {
            byte[] theirs = Files.readAllBytes(file);
            Sentinel read = SentinelFormat.read(new ByteArrayInputStream(theirs))
                    .optional()
                    .orElseThrow();
            assertThat(new String(SentinelDocument.bytes(read), UTF_8)).isEqualTo(new String(theirs, UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4-delta-chain", "zstd-tablespaces", "composers", "brotli-libsodium"})
    void metadata_is_that_of_wal_g(String archive) throws IOException {
        for (Path file : files(archive, "/metadata.json")) {
            byte[] theirs = Files.readAllBytes(file);
            BackupMetadata read = MetadataFormat.read(new ByteArrayInputStream(theirs))
                    .optional()
                    .orElseThrow();
            assertThat(new String(MetadataDocument.bytes(read), UTF_8)).isEqualTo(new String(theirs, UTF_8));
        }
    }

    private List<Path> files(String archive, String ending) throws IOException {
        PackedArchive.named(archive).unpackInto(folder);
        try (Stream<Path> all = Files.walk(folder.resolve("storage/basebackups_005"))) {
            List<Path> found =
                    all.filter(file -> file.toString().endsWith(ending)).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    @Test
    void a_delta_that_does_not_tell_all_of_its_origin_is_not_written() {
        Sentinel full = sentinel("a", null);
        assertThatThrownBy(() -> SentinelDocument.bytes(
                        sentinel("a", new Sentinel.Delta(new BackupName("base_1"), null, null, null))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SentinelDocument.bytes(full)).isNotEmpty();
    }

    @Test
    void what_means_something_in_html_is_escaped_in_the_small_documents() {
        assertThat(new String(SentinelDocument.bytes(sentinel("<a&b>\u2028\u0001", null)), UTF_8))
                .contains("\"Hostname\":\"\\u003ca\\u0026b\\u003e\\u2028\\u0001\"");
    }

    @Test
    void times_are_rounded_up_to_a_microsecond() {
        assertThat(new String(SentinelDocument.bytes(sentinel("a", null)), UTF_8))
                .contains("\"StartTime\":\"2024-05-01T10:00:00.000002Z\"");
    }

    private static Sentinel sentinel(String hostname, Sentinel.Delta delta) {
        return new Sentinel(
                2,
                null,
                null,
                delta,
                null,
                null,
                0,
                0,
                0,
                null,
                null,
                false,
                false,
                Instant.parse("2024-05-01T10:00:00.000001001Z"),
                null,
                hostname,
                "",
                false,
                List.of(),
                Map.of());
    }

    @Test
    void files_are_described_in_wal_g_s_fields_and_order() throws IOException {
        FilesDocument files = new FilesDocument(ZoneId.of("Europe/Berlin"));
        PackingWatch.TarWatch tar = files.begun("part_001.tar.lz4");
        tar.packed(file("/base/<ü>", 1_714_557_599_123_456_780L, new CorruptPages(true, 1, new long[] {7})));
        tar.stored(new ObjectInfo("part_001.tar.lz4", 1, Instant.EPOCH, null));
        files.list("backup_label.tar.lz4", List.of("tablespace_map", "backup_label"));
        assertThat(text(files, List.of()))
                .isEqualTo("{\"Files\":{\"/base/<ü>\":{\"IsIncremented\":true,\"IsSkipped\":false,"
                        + "\"MTime\":\"2024-05-01T11:59:59.12345678+02:00\","
                        + "\"CorruptBlocks\":{\"CorruptBlocksCount\":1,\"SomeCorruptBlocks\":[7]},\"UpdatesCount\":0}},"
                        + "\"TarFileSets\":{\"backup_label.tar.lz4\":[\"tablespace_map\",\"backup_label\"],"
                        + "\"part_001.tar.lz4\":[\"/base/<ü>\"]}}");
    }

    @Test
    void parts_of_a_table_stand_under_the_topmost() throws IOException {
        FilesDocument files = new FilesDocument(ZoneOffset.UTC);
        List<RelationName> relations = List.of(
                new RelationName("public.t", 16400, 0, ""), new RelationName("public.t_1", 16401, 16401, "public.t"));
        assertThat(text(files, List.of(new DatabaseNames("app", 16385, relations))))
                .isEqualTo(
                        "{\"DatabasesByNames\":{\"app\":{\"oid\":16385,\"tables_new\":{\"public.t\":{\"oid\":16400,"
                                + "\"relfilenode\":0,\"subtables\":{\"public.t_1\":{\"oid\":16401,\"relfilenode\":16401}}}}}}}");
    }

    @Test
    void nothing_to_describe_is_an_empty_object() throws IOException {
        assertThat(text(new FilesDocument(ZoneOffset.UTC), List.of())).isEqualTo("{}");
    }

    private static PackedFile file(String name, long nanos, CorruptPages corrupt) {
        return new PackedFile(name, WalkedFile.Kind.FILE, 1, true, false, nanos, corrupt, 0);
    }

    private static String text(FilesDocument files, List<DatabaseNames> databases) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.content(databases).writeTo(bytes);
        return bytes.toString(UTF_8);
    }
}
